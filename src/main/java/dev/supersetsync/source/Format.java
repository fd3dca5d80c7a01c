package dev.supersetsync.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What models can be written in. It names formats; what they mean is for their readers. */
public enum Format {
    /** Our own, version 1. */
    NATIVE("native"),
    /** What our Python package writes of the data sets of mara-schema. */
    MARA_SCHEMA("mara-schema"),
    /** The manifest of a dbt project, with its catalog if that is sent too. */
    DBT("dbt"),
    /** The semantic models and metrics in a manifest of dbt, or in a semantic manifest. */
    METRICFLOW("metricflow"),
    /** Ossie, formerly OSI. */
    OSSIE("ossie"),
    /** The data model of Cube, in YAML. */
    CUBE("cube");

    private final String word;

    Format(String word) {
        this.word = word;
    }

    /** What it is called in requests and in the configuration. */
    public String word() {
        return word;
    }

    /** What all of them are called. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Format::word).toList();
    }

    /** The format that is called so. */
    public static Optional<Format> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }
}
