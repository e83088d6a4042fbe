package dev.portcullis.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of a create, built field by field. */
final class OrderBody {
    private final ObjectNode fields = SignedCaller.JSON.createObjectNode();

    static OrderBody of(String category, String symbol) {
        return new OrderBody().with("category", category).with("symbol", symbol);
    }

    /** A BTCUSDT contract limit order; the simulator's reference price is 60000. */
    static OrderBody limit(String side, String qty, String price) {
        return of("linear", "BTCUSDT").limitOf(side, qty, price);
    }

    /** A BTCUSDT contract market order. */
    static OrderBody market(String side, String qty) {
        return of("linear", "BTCUSDT").marketOf(side, qty);
    }

    OrderBody limitOf(String side, String qty, String price) {
        return with("side", side).with("orderType", "Limit").with("qty", qty).with("price", price);
    }

    OrderBody marketOf(String side, String qty) {
        return with("side", side).with("orderType", "Market").with("qty", qty);
    }

    OrderBody with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    OrderBody with(String name, int value) {
        fields.put(name, value);
        return this;
    }

    OrderBody with(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    OrderBody without(String name) {
        fields.remove(name);
        return this;
    }

    OrderBody linkId(String linkId) {
        return with("orderLinkId", linkId);
    }

    ObjectNode json() {
        return fields;
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
