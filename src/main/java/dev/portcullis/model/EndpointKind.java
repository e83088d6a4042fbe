package dev.portcullis.model;

/** What a call to an endpoint does to the account, which decides the stages that it passes. */
public enum EndpointKind {
    PUBLIC_READ,
    READ,
    CREATE,
    AMEND,
    CANCEL,
    CANCEL_ALL,
    CREATE_BATCH,
    AMEND_BATCH,
    CANCEL_BATCH,
    /** Asks Bybit what an order would cost; places nothing. */
    PRE_CHECK,
    /** Changes a setting of the account or of a position. */
    CONFIGURE;

    /** Whether the call changes nothing at the exchange. */
    public boolean isRead() {
        return this == PUBLIC_READ || this == READ || this == PRE_CHECK;
    }

    /** Whether the call may bring a new order to life. */
    public boolean isCreate() {
        return this == CREATE || this == CREATE_BATCH;
    }

    /** Whether the call changes a living order. */
    public boolean isAmend() {
        return this == AMEND || this == AMEND_BATCH;
    }

    /** Whether the call takes orders out of the market. */
    public boolean isCancel() {
        return this == CANCEL || this == CANCEL_ALL || this == CANCEL_BATCH;
    }

    /** Whether the body lists several orders under {@code request}. */
    public boolean isBatch() {
        return this == CREATE_BATCH || this == AMEND_BATCH || this == CANCEL_BATCH;
    }
}
