package dev.supersetsync.sync;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * A few orders that this process took on and that nobody has begun, so that it need not read them again. Those that another
 * process does stay until their end is heard of. All others are in the storage only: what waits for a turn takes no memory.
 */
@Component
class HeldOrders {

    private static final int MOST = 4;

    private final Map<String, Order> orders = new ConcurrentHashMap<>();

    /** Holds an order, unless enough of them wait before it; of several at the same moment it can be one more each. */
    void hold(String runId, Order order) {
        if (orders.size() < MOST) {
            orders.put(runId, order);
        }
    }

    /** The order of a run, if it is held; it is no longer held then. */
    Optional<Order> take(String runId) {
        return Optional.ofNullable(orders.remove(runId));
    }
}
