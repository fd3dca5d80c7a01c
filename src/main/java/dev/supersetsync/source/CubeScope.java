package dev.supersetsync.source;

import java.util.Optional;

/** Where the SQL of cubes is to stand. */
@FunctionalInterface
interface CubeScope {

    /**
     * What a cube is called there.
     *
     * @return empty if its columns stand alone
     * @throws NotConvertible if its columns are not there
     */
    Optional<String> alias(CubeDefinition cube) throws NotConvertible;

    /** A dataset of one cube. */
    static CubeScope only(CubeDefinition only) {
        return cube -> {
            if (!cube.equals(only)) {
                throw new NotConvertible("it needs the cube " + cube.name()
                        + ", and a dataset of one cube has no joins; a view that includes both can have it");
            }
            return Optional.empty();
        };
    }
}
