package dev.supersetsync.api;

import dev.supersetsync.sync.RunFeed;
import dev.supersetsync.sync.RunFeed.Event;
import dev.supersetsync.sync.RunFeeds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Those who listen to runs through this process. When the service ends they are let go, after the runs at work have had
 * their time and before the web server waits for open requests: each comes again, with the id of its last event, to
 * another process or to the next one.
 */
@Component
class RunListeners implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RunListeners.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_UNTIL_HEARTBEAT = 15;
    private static final long COME_AGAIN_MILLIS = 1000;
    private static final long NO_TIMEOUT = 0;

    private final RunFeeds feeds;
    private volatile boolean isEnding;

    RunListeners(RunFeeds feeds) {
        this.feeds = feeds;
    }

    /** The events of a run after the one with that id; empty if that is the last one. */
    Optional<SseEmitter> listen(String runId, @Nullable String lastEventId) {
        RunFeed feed = feeds.of(runId, lastEventId);
        if (feed.isOver()) {
            feed.close();
            return Optional.empty();
        }
        var emitter = new SseEmitter(NO_TIMEOUT);
        Thread.ofVirtual().name("listener").start(() -> tell(feed, emitter));
        return Optional.of(emitter);
    }

    private void tell(RunFeed feed, SseEmitter emitter) {
        try (feed) {
            emitter.send(SseEmitter.event().reconnectTime(COME_AGAIN_MILLIS));
            int silence = 0;
            while (!isEnding && !feed.isOver()) {
                silence = told(feed.next(LOOK), emitter) ? 0 : silence + 1;
                if (silence == LOOKS_UNTIL_HEARTBEAT) {
                    emitter.send(SseEmitter.event().comment("at work"));
                    silence = 0;
                }
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A listener is gone: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("A listener is let go, since the events cannot be read: {}", e.getMessage());
        } finally {
            emitter.complete();
        }
    }

    private static boolean told(List<Event> events, SseEmitter emitter) throws IOException {
        for (Event event : events) {
            emitter.send(SseEmitter.event().id(event.id()).name(event.type()).data(event.data()));
        }
        return !events.isEmpty();
    }

    @Override
    public void start() {
        // Whoever comes is listened for from then on.
    }

    @Override
    public void stop() {
        isEnding = true;
    }

    @Override
    public boolean isRunning() {
        return !isEnding;
    }

    /** After those who work, and before the web server. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
