package dev.supersetsync.model;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A setting as a model has it: left out, so that it belongs to whoever edits it in Superset, or declared with a value.
 * A setting that is declared as {@code null} is declared as empty, which is not the same as left out.
 *
 * @param <T> what the setting holds
 */
public sealed interface Declared<T> {

    /** The model does not speak of the setting: it is not managed. */
    record LeftOut<T>() implements Declared<T> {
        private static final Declared<?> ANY = new LeftOut<>();
    }

    /**
     * The model states the setting.
     *
     * @param value what it is to be; null is empty, Superset's default
     */
    record Value<T>(@Nullable T value) implements Declared<T> {}

    /** The same for all: a document has millions of settings that are left out. */
    @SuppressWarnings("unchecked")
    static <T> Declared<T> leftOut() {
        return (Declared<T>) LeftOut.ANY;
    }

    static <T> Declared<T> of(@Nullable T value) {
        return new Value<>(value);
    }

    default boolean isDeclared() {
        return this instanceof Value<T>;
    }

    default void ifDeclared(Consumer<? super @Nullable T> use) {
        if (this instanceof Value<T>(var value)) {
            use.accept(value);
        }
    }

    /** The same setting in other terms; what is left out or empty stays so. */
    default <R> Declared<R> map(Function<? super T, ? extends R> translation) {
        return switch (this) {
            case LeftOut<T>() -> leftOut();
            case Value<T>(var value) -> of(value == null ? null : translation.apply(value));
        };
    }

    /** The declared value, null if declared as empty, or the other one if the model leaves the setting out. */
    default @Nullable T orElse(@Nullable T other) {
        return this instanceof Value<T>(var value) ? value : other;
    }
}
