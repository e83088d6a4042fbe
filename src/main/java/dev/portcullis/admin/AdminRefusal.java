package dev.portcullis.admin;

import dev.portcullis.identity.DeskResult;

/** An operator's wish that was refused; the message says what is wrong and what to do. It has no stack trace. */
public final class AdminRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why it was refused, for the door to choose a status by. */
    public enum Reason {
        NOT_FOUND,
        INVALID,
        CONFLICT,
        /** The exchange or a part of the gate could not do its share now. */
        UNAVAILABLE
    }

    private final Reason reason;

    /** A refusal with its words. */
    public AdminRefusal(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static AdminRefusal of(DeskResult.Refused<?> refused) {
        Reason reason = switch (refused.reason()) {
            case NOT_FOUND -> Reason.NOT_FOUND;
            case INVALID -> Reason.INVALID;
            case NAME_TAKEN, CONFLICT -> Reason.CONFLICT;
        };
        return new AdminRefusal(reason, refused.message());
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
