package dev.supersetsync.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value as charts and dashboards hold them, in plain types: what is in it is looked for, never interpreted here.
 * A text that itself is a JSON object or list has been read as that.
 */
public sealed interface Tree {

    /** Nothing, a flag or a fraction: no name and no id can be in it. */
    Tree NOTHING = new Nothing();

    /** A text. */
    record Text(String text) implements Tree {}

    /** A whole number, such as an id. */
    record Whole(long number) implements Tree {}

    /** A list. */
    record Items(List<Tree> items) implements Tree {

        public Items {
            items = Collections.unmodifiableList(new ArrayList<>(items));
        }
    }

    /** An object, its members in their order. */
    record Members(Map<String, Tree> members) implements Tree {

        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /** Anything else. */
    record Nothing() implements Tree {}

    /** A member of an object; {@link #NOTHING} if it has none, or if this is no object. */
    default Tree member(String name) {
        return this instanceof Members object ? object.members().getOrDefault(name, NOTHING) : NOTHING;
    }

    /** The parts of a list; none if this is no list. */
    default List<Tree> parts() {
        return this instanceof Items list ? list.items() : List.of();
    }

    /** The text that this is, or nothing. */
    default String text() {
        return this instanceof Text(String text) ? text : "";
    }
}
