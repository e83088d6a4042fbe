package dev.portcullis.bybit;

/** What kind of answer a retCode is, which decides what may be done about it. */
public enum RetClass {
    OK,
    /** A parameter is missing, wrong or does not apply. */
    PARAM,
    /** The timestamp lies outside the window. */
    TIME,
    /** The key or its signature is not accepted, or not from this address. */
    AUTH,
    /** The key lacks the right. */
    PERMISSION,
    /** A rate window of the account is full; nothing was executed. */
    RATE,
    FUNDS,
    RISK,
    QTY,
    PRICE,
    /** Too many orders or positions. */
    LIMIT,
    /** The order, position or market does not allow it now. */
    STATE,
    /** The account, region or product does not allow it. */
    ACCOUNT,
    LIQUIDITY,
    NOT_FOUND,
    /** The order is filled or cancelled already. */
    FINAL,
    /** An earlier order has this orderLinkId, or this request was seen before. */
    DUPLICATE,
    /** It was so already; as good as success. */
    NO_CHANGE,
    /** The exchange does not know, or does not say, whether it happened. */
    AMBIGUOUS,
    /** Not in the gate's table. */
    UNLISTED
}
