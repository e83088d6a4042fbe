package dev.portcullis.store;

import org.jspecify.annotations.Nullable;

/** The database could not do what was asked; the message says what and what to do, and holds no stored value. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        this(message, null);
    }

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
