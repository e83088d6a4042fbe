package dev.portcullis.store;

import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One row of a SELECT; columns are asked for by the name that the SELECT gives them, in lower case. */
public final class Row {
    private final Map<String, @Nullable Object> columns;

    /** @param columns String, Number, Boolean, byte[] or null by lower-case column name */
    Row(Map<String, @Nullable Object> columns) {
        this.columns = columns;
    }

    /**
     * A text that is not null.
     *
     * @throws StoreException when the column is absent, null or no text
     */
    public String text(String column) {
        return required(column, String.class);
    }

    /** A text, or null. */
    public @Nullable String textOrNull(String column) {
        return optional(column, String.class);
    }

    /**
     * A whole number that is not null.
     *
     * @throws StoreException when the column is absent, null or no number
     */
    public long number(String column) {
        return required(column, Number.class).longValue();
    }

    /** A whole number, or empty when the column is null. */
    public OptionalLong numberOrEmpty(String column) {
        Number number = optional(column, Number.class);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number.longValue());
    }

    /** A boolean; SQLite keeps it as 0 or 1. */
    public boolean flag(String column) {
        Object value = required(column, Object.class);
        if (value instanceof Boolean truth) {
            return truth;
        }
        return number(column) != 0;
    }

    /**
     * Bytes that are not null.
     *
     * @throws StoreException when the column is absent, null or no bytes
     */
    public byte[] bytes(String column) {
        return required(column, byte[].class);
    }

    /** Bytes, or null. */
    public byte @Nullable [] bytesOrNull(String column) {
        return optional(column, byte[].class);
    }

    private <T> T required(String column, Class<T> type) {
        T value = optional(column, type);
        if (value == null) {
            throw new StoreException(
                    StoreException.Cause.FAILURE, "column " + column + " is null where a value was expected");
        }
        return value;
    }

    private <T> @Nullable T optional(String column, Class<T> type) {
        if (!columns.containsKey(column)) {
            throw new StoreException(
                    StoreException.Cause.FAILURE, "the row has no column " + column + "; it has " + columns.keySet());
        }
        Object value = columns.get(column);
        if (value == null) {
            return null;
        }
        if (!type.isInstance(value)) {
            throw new StoreException(
                    StoreException.Cause.FAILURE,
                    "column " + column + " holds a " + value.getClass().getSimpleName() + ", not a "
                            + type.getSimpleName());
        }
        return type.cast(value);
    }

    /** The names of the columns alone: values may be secret. */
    @Override
    public String toString() {
        return "Row" + columns.keySet();
    }
}
