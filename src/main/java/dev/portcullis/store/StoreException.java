package dev.portcullis.store;

import org.jspecify.annotations.Nullable;

/** The database could not do what was asked; the message says what and what to do, and holds no stored value. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a store failed, for callers that have an answer to it. */
    public enum Cause {
        /** A rule of the tables said no: the name is taken, or a row that it refers to is absent or still in use. */
        CONSTRAINT,
        /** The row was changed by somebody else, or is gone. */
        LOST_UPDATE,
        /** The tables were written by a newer program, or a migration was changed after it had run. */
        SCHEMA,
        /** The store is closed, or too many calls wait for it. */
        UNAVAILABLE,
        /** Anything else: a full disk, a damaged file, a wrong statement. */
        FAILURE
    }

    private final Cause why;

    StoreException(Cause why, String message) {
        this(why, message, null);
    }

    StoreException(Cause why, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    /** Why it failed. */
    public Cause why() {
        return why;
    }
}
