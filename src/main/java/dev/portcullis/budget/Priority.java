package dev.portcullis.budget;

import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Urgency;

/** The order in which waiting calls get their turns; first come, first served inside one class. */
public enum Priority {
    /** Takes orders out of the market. */
    CANCEL("cancel"),
    /** Amends an order, or creates one that can only reduce a position. */
    REDUCE("reduce"),
    /** Creates an order, or changes a setting. */
    CREATE("create"),
    /** A caller's read. */
    READ("read"),
    /** The gate's own reads, and the pages behind the first of a streamed list. */
    BACKGROUND("background");

    private final String text;

    Priority(String text) {
        this.text = text;
    }

    /** The word in errors, metrics and the ledger. */
    public String text() {
        return text;
    }

    /**
     * The class of a caller's request.
     *
     * @param reduceOnly whether every order of the body has the literal {@code "reduceOnly":true}
     * @param urgency whether a read lets others pass
     */
    public static Priority of(EndpointKind kind, boolean reduceOnly, Urgency urgency) {
        Priority usual = of(kind, reduceOnly);
        return usual == READ && urgency == Urgency.BACKGROUND ? BACKGROUND : usual;
    }

    /** The class of a request that somebody waits for. */
    public static Priority of(EndpointKind kind, boolean reduceOnly) {
        return switch (kind) {
            case CANCEL, CANCEL_ALL, CANCEL_BATCH -> CANCEL;
            case AMEND, AMEND_BATCH -> REDUCE;
            case CREATE, CREATE_BATCH -> reduceOnly ? REDUCE : CREATE;
            case CONFIGURE -> CREATE;
            case READ, PUBLIC_READ, PRE_CHECK -> READ;
        };
    }
}
