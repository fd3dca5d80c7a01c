package dev.supersetsync.testenv;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * An integration test of what hardly depends on the version of Superset, such as the reading of a format. The newest
 * version is always tested with it, and others by {@code .ci/run} only if there is time left. By default a test is for
 * all versions alike.
 */
@Tag("newest-version")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NewestVersion {}
