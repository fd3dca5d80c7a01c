package dev.supersetsync.sync;

import dev.supersetsync.run.RunQueue;
import dev.supersetsync.state.TurnLost;
import org.springframework.stereotype.Component;

/** What runs that have begun have to do: as this process holds it, else as the queue has it. */
@Component
class Orders {

    private final HeldOrders held;
    private final RunQueue queue;

    Orders(HeldOrders held, RunQueue queue) {
        this.held = held;
        this.queue = queue;
    }

    /**
     * The order of a run; it is no longer held then.
     *
     * @throws TurnLost if the run is over by now: others took it up, or ended it
     */
    Order of(String runId) {
        return held.take(runId).or(() -> queue.work(runId).map(OrderText::read)).orElseThrow(TurnLost::new);
    }
}
