package dev.portcullis.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One statement in the common dialect of SQLite and PostgreSQL, with {@code ?} for each value. The text is a constant
 * of the program; whatever comes from outside is a value.
 *
 * @param values String, Long, Integer, Boolean, byte[] or null, in the order of the question marks
 * @param rows how many rows it must change; where it changes another number, the call fails and nothing is changed
 */
public record Sql(String text, List<@Nullable Object> values, RowsExpected rows) {
    private static final Set<Class<?>> STORABLE =
            Set.of(String.class, Long.class, Integer.class, Boolean.class, byte[].class);

    /** How many rows a statement must change. */
    public enum RowsExpected {
        ANY,
        EXACTLY_ONE
    }

    /** @throws IllegalArgumentException when a value is of a type that a store does not keep */
    public Sql {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        values.forEach(Sql::requireStorable);
    }

    /** A statement that may change any number of rows. */
    public Sql(String text, List<@Nullable Object> values) {
        this(text, values, RowsExpected.ANY);
    }

    /** A statement with its values in the order of its question marks. */
    public static Sql of(String text, @Nullable Object... values) {
        return new Sql(text, Arrays.asList(values));
    }

    /** This statement, failing where it changes no row or several: somebody else was faster, or the row is gone. */
    public Sql changingOneRow() {
        return new Sql(text, values, RowsExpected.EXACTLY_ONE);
    }

    private static void requireStorable(@Nullable Object value) {
        if (value == null || STORABLE.contains(value.getClass())) {
            return;
        }
        throw new IllegalArgumentException("a " + value.getClass().getName()
                + " cannot be stored; give a String, Long, Integer, Boolean, byte[] or null");
    }

    /** The text alone: values may be secret. */
    @Override
    public String toString() {
        return "Sql[" + text + ", " + values.size() + " values]";
    }
}
