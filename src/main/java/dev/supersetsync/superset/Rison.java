package dev.supersetsync.superset;

/** The little of Rison that Superset's parameter {@code q} needs: texts. */
final class Rison {

    private Rison() {}

    static String text(String value) {
        return "'" + value.replace("!", "!!").replace("'", "!'") + "'";
    }
}
