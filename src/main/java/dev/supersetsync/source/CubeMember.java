package dev.supersetsync.source;

import org.jspecify.annotations.Nullable;

/**
 * A dimension or measure of a cube that a view has.
 *
 * @param override what the view says of it, or null
 * @param exposed what the view calls it
 */
record CubeMember(
        CubeDefinition cube,
        String name,
        Placed placed,
        @Nullable Placed override,
        String exposed) {

    String key() {
        return cube.name() + "." + name;
    }
}
