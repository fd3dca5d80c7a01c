package dev.supersetsync.cli;

import java.util.List;
import java.util.Map;

/**
 * What a command meets: where it writes, the environment's variables, and what the service is made of.
 *
 * @param parts the classes that the service's parts are found by
 */
record Surroundings(Console console, Map<String, String> environment, List<Class<?>> parts) {}
