package dev.supersetsync.bench;

import java.lang.management.ManagementFactory;

/** What a measurement depends on beside the program: the cores, how busy they are, and the Java that runs it. */
public final class Machine {

    private Machine() {}

    /** How many processes wanted to run in the last minute, these included; negative where nobody knows. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Cores and Java in words. */
    public static String words() {
        return "%d cores, Java %s"
                .formatted(Runtime.getRuntime().availableProcessors(), System.getProperty("java.runtime.version"));
    }
}
