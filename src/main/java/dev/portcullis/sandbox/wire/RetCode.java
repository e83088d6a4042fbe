package dev.portcullis.sandbox.wire;

/** The retCodes that the simulator answers with, and their usual retMsg (docs:v5/error; live texts where known). */
public enum RetCode {
    /** Success. */
    OK(0, "OK"),
    /** A missing, malformed or inapplicable parameter. */
    PARAMETER(10001, "Request parameter error."),
    /** Timestamp outside the window; nothing was executed. */
    TIME_WINDOW(10002, "invalid request, please check your server timestamp or recv_window param."),
    /** Unknown or disabled key, or a key of another environment. */
    UNKNOWN_KEY(10003, "API key is invalid."),
    /** The signature does not match; the message echoes the signed string, as Bybit's does. */
    BAD_SIGNATURE(10004, "error sign! origin_string"),
    /** The key is read-only or lacks the permission. */
    NO_PERMISSION(10005, "Permission denied, please check your API key permissions."),
    /** The UID's window for this endpoint is full; nothing was executed. */
    TOO_MANY_VISITS(10006, "Too many visits. Exceeded the API Rate Limit."),
    /** The caller's address is not among the key's bound ones. */
    UNMATCHED_ADDRESS(10010, "Unmatched IP, please check your API key's bound IP addresses."),
    /** The exchange broke while it worked on the request; for a write the outcome is unknown. */
    SERVER_ERROR(10016, "Internal server error."),
    /** No such path or method. */
    NO_ROUTE(10017, "Route not found."),
    /** The key's life is over. */
    EXPIRED_KEY(33004, "Your api key has expired."),
    /** Derivatives: no such order. */
    ORDER_NOT_EXISTS(110001, "order not exists or too late to cancel"),
    /** Derivatives: the price is outside the instrument's range. */
    PRICE_OUT_OF_RANGE(110003, "Order price exceeds the allowable range."),
    /** Derivatives: not enough available balance. */
    NOT_ENOUGH_BALANCE(110007, "ab not enough for new order"),
    /** Derivatives: the order is filled or cancelled already. */
    ORDER_FINAL(110008, "The order has been finished or canceled."),
    /** Derivatives: more than ten conditional orders on a symbol. */
    TOO_MANY_CONDITIONAL(110009, "The number of stop orders exceeds the maximum allowable limit."),
    /** Derivatives: the order is cancelled already. */
    ORDER_CANCELLED(110010, "The order has been cancelled."),
    /** Derivatives: reduce-only without a position to reduce. */
    QTY_TRUNCATED(110017, "current position is zero, cannot fix reduce-only order qty"),
    /** Derivatives: more than 500 active orders on a symbol. */
    TOO_MANY_ORDERS(110020, "Not allowed to have more than 500 active orders."),
    /** Position mode cannot change while a position is open. */
    MODE_HAS_POSITION(110024, "You have an existing position, so the position mode cannot be switched."),
    /** Position mode is already so. */
    MODE_UNCHANGED(110025, "Position mode is not modified."),
    /** Position mode cannot change while orders are open. */
    MODE_HAS_ORDERS(110028, "You have existing open orders, so the position mode cannot be switched."),
    /** Leverage is already so. */
    LEVERAGE_UNCHANGED(110043, "leverage not modified"),
    /** Derivatives: an amend's qty is at or below what is filled. */
    QTY_BELOW_FILLED(110064, "The modified order quantity is less than the filled quantity."),
    /** Derivatives: the orderLinkId was used before. */
    DUPLICATE_LINK_ID(110072, "OrderLinkedID is duplicate"),
    /** Derivatives: the instrument does not trade. */
    CONTRACT_NOT_LIVE(110074, "This contract is not live."),
    /** Derivatives: a rising trigger at or below the price. */
    TRIGGER_NOT_RISING(110092, "expect Rising, but trigger_price is not above the current price"),
    /** Derivatives: a falling trigger at or above the price. */
    TRIGGER_NOT_FALLING(110093, "expect Falling, but trigger_price is not below the current price"),
    /** Derivatives: order value below the instrument's minimum. */
    BELOW_MIN_NOTIONAL(110094, "Order does not meet minimum order value"),
    /** Spot: unknown symbol. */
    SPOT_INVALID_SYMBOL(170121, "Invalid symbol."),
    /** Spot: order value or qty above the maximum. */
    SPOT_QTY_TOO_LARGE(170124, "Order amount too large."),
    /** Spot: not enough of the coin. */
    SPOT_NOT_ENOUGH_BALANCE(170131, "Insufficient balance."),
    /** Spot: the price has more decimals than the tick allows. */
    SPOT_PRICE_DECIMALS(170134, "Order price decimal too long."),
    /** Spot: qty below the minimum. */
    SPOT_QTY_TOO_SMALL(170136, "Order quantity exceeded lower limit."),
    /** Spot: qty has more decimals than the base precision. */
    SPOT_QTY_DECIMALS(170137, "Order quantity has too many decimals."),
    /** Spot: filled already. */
    SPOT_FILLED(170139, "Order has been filled."),
    /** Spot: order value below the minimum. */
    SPOT_BELOW_MIN_VALUE(170140, "Order value exceeded lower limit."),
    /** Spot: the orderLinkId was used before. */
    SPOT_DUPLICATE_LINK_ID(170141, "Duplicate clientOrderId"),
    /** Spot: cancelled already. */
    SPOT_CANCELLED(170142, "Order has been canceled"),
    /** Spot: quote amount has more decimals than the quote precision. */
    SPOT_AMOUNT_DECIMALS(170148, "Order amount has too many decimals."),
    /** Spot: a buy above the highest allowed price. */
    SPOT_BUY_TOO_HIGH(170193, "Buy order price cannot be higher than "),
    /** Spot: a sell below the lowest allowed price. */
    SPOT_SELL_TOO_LOW(170194, "Sell order price cannot be lower than "),
    /** Spot: no such order. */
    SPOT_ORDER_NOT_EXISTS(170213, "Order does not exist."),
    /** Spot: an amend's qty is at or below what is filled. */
    SPOT_QTY_BELOW_FILLED(170313, "Order quantity cannot be lower than the filled quantity."),
    /** Spot: more than 500 open orders, or 30 conditional ones on a symbol. */
    SPOT_TOO_MANY_ORDERS(170810, "Cannot exceed maximum of 500 conditional, TP/SL and active orders."),
    /** A wallet or key request that the simulator must never be asked. */
    FORBIDDEN_HERE(10005, "Permission denied: the simulator never moves money and never changes keys.");

    private final int code;
    private final String message;

    RetCode(int code, String message) {
        this.code = code;
        this.message = message;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The usual retMsg. */
    public String message() {
        return message;
    }

    /** A refusal with the usual message. */
    public Refusal refusal() {
        return new Refusal(code, message);
    }

    /** A refusal with a message of its own. */
    public Refusal refusal(String text) {
        return new Refusal(code, text);
    }

    /** {@code No such order}, in the words of the category. */
    public static Refusal orderNotFound(Category category) {
        return (category.isSpot() ? SPOT_ORDER_NOT_EXISTS : ORDER_NOT_EXISTS).refusal();
    }

    /** {@code orderLinkId used before}, in the words of the category. */
    public static Refusal duplicateLinkId(Category category) {
        return (category.isSpot() ? SPOT_DUPLICATE_LINK_ID : DUPLICATE_LINK_ID).refusal();
    }
}
