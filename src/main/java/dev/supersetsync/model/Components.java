package dev.supersetsync.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What needs what, in an order in which everything comes after what it needs; those that need each other come together.
 * (Tarjan's strongly connected components.)
 */
final class Components {

    private final Map<String, Set<String>> needs;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> earliest = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final Set<String> onPath = new HashSet<>();
    private final List<List<String>> components = new ArrayList<>();

    private Components(Map<String, Set<String>> needs) {
        this.needs = needs;
    }

    static List<List<String>> of(Map<String, Set<String>> needs) {
        Components components = new Components(needs);
        needs.keySet().forEach(components::visitOnce);
        return components.components;
    }

    private void visitOnce(String name) {
        if (!order.containsKey(name)) {
            visit(name);
        }
    }

    private void visit(String name) {
        int number = order.size();
        order.put(name, number);
        earliest.put(name, number);
        path.push(name);
        onPath.add(name);
        for (String needed : needs.getOrDefault(name, Set.of())) {
            visitOnce(needed);
            if (onPath.contains(needed)) {
                earliest.merge(name, earliest.getOrDefault(needed, number), Math::min);
            }
        }
        if (earliest.getOrDefault(name, number) == number) {
            components.add(takeUpTo(name));
        }
    }

    private List<String> takeUpTo(String first) {
        List<String> component = new ArrayList<>();
        String name;
        do {
            name = path.pop();
            onPath.remove(name);
            component.addFirst(name);
        } while (!name.equals(first));
        return component;
    }
}
