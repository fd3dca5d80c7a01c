package dev.supersetsync.cli;

import dev.supersetsync.model.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says where in its file something is wrong, as compilers do, so that editors and pipelines can follow it:
 * {@code file:line:column path: message}.
 *
 * @param files the names of the files that were read; where there are several, each path says which it means
 */
record Place(List<String> files) {

    /** Something that is wrong with the models. */
    String inModels(Violation violation) {
        Optional<String> named = files.stream()
                .filter(file -> violation.path().startsWith(file + "#"))
                .findFirst();
        String path =
                named.map(file -> violation.path().substring(file.length() + 1)).orElse(violation.path());
        String only = files.size() == 1 ? files.getFirst() : null;
        return of(named.orElse(only), violation.line(), violation.column(), path, violation.message());
    }

    /** Something that is wrong with what was asked for. */
    static String inRequest(Violation violation) {
        return of(null, null, null, violation.path(), violation.message());
    }

    static String of(
            @Nullable String file, @Nullable Integer line, @Nullable Integer column, String path, String message) {
        String place = Stream.of(Optional.ofNullable(file), Optional.ofNullable(line), Optional.ofNullable(column))
                .flatMap(Optional::stream)
                .map(Object::toString)
                .collect(Collectors.joining(":"));
        String where = Stream.of(place, path).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        return Paint.plain(where.isEmpty() ? message : where + ": " + message);
    }
}
