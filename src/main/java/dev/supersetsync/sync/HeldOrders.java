package dev.supersetsync.sync;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The orders that this process took on and that nobody has begun, so that it need not read them again. Those that another
 * process does stay until their end is heard of.
 */
@Component
class HeldOrders {

    private final Map<String, Order> orders = new ConcurrentHashMap<>();

    void hold(String runId, Order order) {
        orders.put(runId, order);
    }

    /** The order of a run, if it is held; it is no longer held then. */
    Optional<Order> take(String runId) {
        return Optional.ofNullable(orders.remove(runId));
    }
}
