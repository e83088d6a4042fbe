package dev.portcullis.ledger;

/** The sections of an index, in the order in which they stand in the file; each is sorted by key. */
enum IndexSection {
    /** From environment, account and orderLinkId to the newest intent of that create in this segment. */
    ORDERS,
    /** From a create's call and child to the newest record in this segment of what became of it. */
    CALLS,
    /** From environment, account and Bybit's orderId to the intent, which may stand in an older segment. */
    ORDER_IDS,
    /** The intents of this and older segments whose outcome is not known at this segment's end. */
    OPEN
}
