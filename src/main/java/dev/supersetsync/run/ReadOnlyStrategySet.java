package dev.supersetsync.run;

import java.io.Serial;

/** A strategy set that callers cannot change or delete, since it is built in or comes from the configuration. */
public final class ReadOnlyStrategySet extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String name;

    ReadOnlyStrategySet(String name, String origin) {
        super("The strategy set '" + name + "' " + origin
                + " and can be neither changed nor deleted here; choose another name.");
        this.name = name;
    }

    /** The name of the set. */
    public String name() {
        return name;
    }
}
