package dev.supersetsync.job;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.scheduling.support.CronExpression;

/**
 * The times of a job. A time that was missed, since no process was alive, is made up once: the next one is counted from
 * when the job was really done.
 */
sealed interface When extends Schedule {

    /** The times that a setting says. */
    static When of(String schedule, String zone) {
        String text = schedule.strip();
        if (text.isEmpty()) {
            return new Never();
        }
        return text.toLowerCase(Locale.ROOT).startsWith(Every.WORD) ? Every.of(text) : new Cron(cron(text), zone(zone));
    }

    private static CronExpression cron(String text) {
        try {
            return CronExpression.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is neither a cron expression with six fields, such as '0 0 3 * * *', nor 'every 15m': "
                            + e.getMessage(),
                    e);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("the zone '" + name + "' is none such as UTC or Europe/Berlin", e);
        }
    }

    @Override
    default Instant getNextExecutionTime(ExecutionComplete done) {
        return after(done.getTimeDone());
    }

    @Override
    default Instant getInitialExecutionTime(Instant now) {
        return after(now);
    }

    /** The first time after that one. */
    Instant after(Instant time);

    /** Only when it is called. */
    record Never() implements When {

        @Override
        public boolean isDisabled() {
            return true;
        }

        @Override
        public boolean isDeterministic() {
            return false;
        }

        @Override
        public Instant after(Instant time) {
            return Instant.MAX;
        }
    }

    /** Some time after it was last done. */
    record Every(Duration pause) implements When {

        private static final String WORD = "every ";
        private static final Duration SHORTEST = Duration.ofSeconds(1);

        static Every of(String text) {
            Duration pause = duration(text.substring(WORD.length()).strip());
            if (pause == null || pause.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("'" + text
                        + "' does not say how often, such as 'every 15m' or 'every 6h'; at most every second");
            }
            return new Every(pause);
        }

        private static @Nullable Duration duration(String text) {
            try {
                return DurationStyle.detectAndParse(text);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }

        @Override
        public boolean isDeterministic() {
            return false;
        }

        @Override
        public Instant after(Instant time) {
            return time.plus(pause);
        }
    }

    /** By the clock of a time zone. */
    record Cron(CronExpression expression, ZoneId zone) implements When {

        @Override
        public boolean isDeterministic() {
            return true;
        }

        @Override
        public Instant after(Instant time) {
            var next = expression.next(time.atZone(zone));
            return next == null ? Instant.MAX : next.toInstant();
        }
    }
}
