package dev.supersetsync.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Which keys a settings type can be bound from: its members with the shapes of their own, any name, or nothing further.
 * It knows records, maps and lists, which is all that settings are made of here.
 */
sealed interface Shape {

    /** A value: nothing may stand below it. */
    record Leaf() implements Shape {}

    /** Names chosen by whoever configures, or places in a list, each with the same shape below. */
    record Any(Shape each) implements Shape {}

    /** Fixed names. */
    record Fixed(Map<String, Shape> members) implements Shape {

        Fixed and(Fixed other) {
            var both = new LinkedHashMap<>(members);
            other.members.forEach((name, shape) -> both.merge(name, shape, Shape::union));
            return new Fixed(both);
        }
    }

    private static Shape union(Shape left, Shape right) {
        return left instanceof Fixed one && right instanceof Fixed two ? one.and(two) : left;
    }

    static Shape of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = generic.getActualTypeArguments();
            if (Map.class.isAssignableFrom(raw) || Collection.class.isAssignableFrom(raw)) {
                return new Any(of(arguments[arguments.length - 1]));
            }
        }
        return type instanceof Class<?> plain && plain.isRecord() && !holdsText(plain) ? record(plain) : new Leaf();
    }

    /** A record around one text is bound from that text, such as a secret that does not show itself. */
    private static boolean holdsText(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return components.length == 1
                && components[0].getName().equals("value")
                && components[0].getType().equals(String.class);
    }

    /** The given shape below a dotted prefix. */
    static Fixed below(String prefix, Shape shape) {
        int dot = prefix.indexOf('.');
        return dot < 0
                ? new Fixed(Map.of(prefix, shape))
                : new Fixed(Map.of(prefix.substring(0, dot), below(prefix.substring(dot + 1), shape)));
    }

    private static Shape record(Class<?> type) {
        var members = new LinkedHashMap<String, Shape>();
        Arrays.stream(type.getRecordComponents())
                .forEach(component -> members.put(name(component), of(component.getGenericType())));
        return new Fixed(members);
    }

    private static String name(RecordComponent component) {
        Name stated = component.getAnnotation(Name.class);
        return stated == null ? DataObjectPropertyName.toDashedForm(component.getName()) : stated.value();
    }
}
