package dev.supersetsync.source;

import java.util.Arrays;

/**
 * Where each node of a tree stands in its text, in the order of the text: a few numbers for each node, because a text
 * may have millions of them. Filled by whoever builds the tree.
 */
final class Marks {

    private static final int KEY = 0;
    private static final int VALUE = 2;
    private static final int NEXT = 4;
    private static final int WIDTH = 5;

    private final Budget budget;
    private int[] numbers = new int[64 * WIDTH];
    private int size;

    /**
     * Marks for one text.
     *
     * @param budget pays for each node
     */
    Marks(Budget budget) {
        this.budget = budget;
    }

    /** Notes a node that begins, and returns its number. An item of a list is its own key. */
    int begin(Position key, Position value) {
        budget.takeNode(value);
        if (numbers.length < (size + 1) * WIDTH) {
            numbers = Arrays.copyOf(numbers, numbers.length * 2);
        }
        int node = size++;
        set(node, KEY, key);
        set(node, VALUE, value);
        numbers[node * WIDTH + NEXT] = size;
        return node;
    }

    /** Notes that all that belongs to a node has been noted. */
    void end(int node) {
        numbers[node * WIDTH + NEXT] = size;
    }

    /** Notes the content of a node once more, for a node that repeats it. */
    void repeatContent(int node) {
        for (int inner = node + 1, end = next(node), shift = size - inner; inner < end; inner++) {
            int copy = begin(key(inner), value(inner));
            numbers[copy * WIDTH + NEXT] = next(inner) + shift;
        }
    }

    int size() {
        return size;
    }

    /** The number of the node that follows, after all that belongs to this one. */
    int next(int node) {
        return numbers[node * WIDTH + NEXT];
    }

    Position key(int node) {
        return position(node, KEY);
    }

    Position value(int node) {
        return position(node, VALUE);
    }

    private Position position(int node, int field) {
        return new Position(numbers[node * WIDTH + field], numbers[node * WIDTH + field + 1]);
    }

    private void set(int node, int field, Position position) {
        numbers[node * WIDTH + field] = position.line();
        numbers[node * WIDTH + field + 1] = position.column();
    }
}
