package dev.supersetsync.testenv;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints the end of the shared Superset's log when a test fails: {@code @ExtendWith(SupersetLog.class)}. */
public final class SupersetLog implements TestWatcher {

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        System.out.printf("Superset's log as %s failed:%n%s%n", context.getDisplayName(), SupersetServer.sharedLog());
    }
}
