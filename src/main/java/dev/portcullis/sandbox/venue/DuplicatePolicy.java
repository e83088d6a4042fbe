package dev.portcullis.sandbox.venue;

/** Which earlier orders make an orderLinkId a duplicate; Bybit's scope is not documented, so it can be set. */
public enum DuplicatePolicy {
    /** Any order of the account, ever. */
    STRICT,
    /** Only one that is still open. */
    OPEN_ONLY,
    /** None: every create is a new order, as with an exchange that forgot. */
    NONE
}
