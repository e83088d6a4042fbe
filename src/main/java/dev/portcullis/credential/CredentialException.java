package dev.portcullis.credential;

import org.jspecify.annotations.Nullable;

/** A key could not be put in, opened, changed or found; the message says why and what to do, and holds no secret. */
public final class CredentialException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of no it is. */
    public enum Kind {
        /** What was given cannot be a key, or not a key of this account. */
        INVALID,
        /** There is no such account or credential. */
        NOT_FOUND,
        /** The key is stored already, or the credential's state does not allow it. */
        CONFLICT,
        /** The stored bytes do not open: edited, copied from elsewhere, or rolled back. */
        TAMPERED,
        /** The master key is readable by others, is none, or another one than the keys were sealed with. */
        MASTER_KEY,
        /** The master key cannot be had now: its file is not there, its keeper is sealed or does not answer. */
        UNAVAILABLE
    }

    private final Kind kind;

    CredentialException(Kind kind, String message) {
        this(kind, message, null);
    }

    CredentialException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of no it is. */
    public Kind kind() {
        return kind;
    }
}
