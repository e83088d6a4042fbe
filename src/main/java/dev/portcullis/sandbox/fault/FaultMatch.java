package dev.portcullis.sandbox.fault;

/**
 * Which calls a script is for; an empty field fits all.
 *
 * @param path the endpoint, e.g. {@code /v5/order/create}
 * @param account the account's UID in digits, or its name
 * @param symbol one of the symbols in the call
 * @param orderLinkId one of the orderLinkIds in the call
 */
public record FaultMatch(String path, String account, String symbol, String orderLinkId) {
    /** Every call. */
    public static final FaultMatch ANY = new FaultMatch("", "", "", "");

    /** Every call to one endpoint. */
    public static FaultMatch path(String path) {
        return new FaultMatch(path, "", "", "");
    }

    /** Every call that carries this orderLinkId to one endpoint. */
    public static FaultMatch order(String path, String orderLinkId) {
        return new FaultMatch(path, "", "", orderLinkId);
    }

    boolean fits(CallFacts call) {
        return (path.isEmpty() || path.equals(call.path()))
                && (account.isEmpty() || call.accountNames().contains(account))
                && (symbol.isEmpty() || call.symbols().contains(symbol))
                && (orderLinkId.isEmpty() || call.orderLinkIds().contains(orderLinkId));
    }
}
