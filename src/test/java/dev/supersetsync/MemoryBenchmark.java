package dev.supersetsync;

/** Starts syncs of many models with a small heap and says what they take. Not a test: {@code bench/run memory} starts it. */
final class MemoryBenchmark {

    /** Takes how many models there are, and how large the heap is. */
    void main(String[] arguments) {
        int models = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        String heap = arguments.length > 1 ? arguments[1] : "512m";
        System.out.printf("%,d models of 40 children, a heap of %s%n", models, heap);
        SmallHeap.run(models, heap);
        System.exit(0);
    }
}
