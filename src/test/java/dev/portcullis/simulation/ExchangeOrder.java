package dev.portcullis.simulation;

/** One order as the exchange itself knows it. */
final class ExchangeOrder {
    final String account;
    final String orderId;
    final String orderLinkId;
    final String symbol;
    final String side;
    final String qty;
    final String price;
    final String requestId;
    final long createdMillis;
    final long createdNanos;
    /** From then on the open orders show it. */
    final long shownFromNanos;

    String status = "New";
    /** When it ended, on the true ticker. */
    long endedNanos = Long.MAX_VALUE;
    /** From then on the history shows it. */
    long historyFromNanos = Long.MAX_VALUE;
    /** Whether a restart of the exchange has made the open orders forget it. */
    boolean wiped;

    ExchangeOrder(
            String account,
            String orderId,
            WireOrder asked,
            String requestId,
            long createdMillis,
            long createdNanos,
            long shownFromNanos) {
        this.account = account;
        this.orderId = orderId;
        this.orderLinkId = asked.orderLinkId();
        this.symbol = asked.symbol();
        this.side = asked.side();
        this.qty = asked.qty();
        this.price = asked.price();
        this.requestId = requestId;
        this.createdMillis = createdMillis;
        this.createdNanos = createdNanos;
        this.shownFromNanos = shownFromNanos;
    }

    /** What a create asks for. */
    record WireOrder(String orderLinkId, String symbol, String side, String qty, String price, boolean market) {}

    boolean isLive() {
        return status.equals("New");
    }

    @Override
    public String toString() {
        return orderLinkId + " (" + orderId + " of " + requestId + ", " + status + ")";
    }
}
