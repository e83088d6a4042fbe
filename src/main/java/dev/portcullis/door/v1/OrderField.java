package dev.portcullis.door.v1;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of an order in a request of this door, and what Bybit calls them (docs:v5/order/create-order). */
@SuppressWarnings("ImmutableEnumChecker") // the maps of its forms are never changed behind their making
enum OrderField {
    SYMBOL("symbol", "symbol", Form.TEXT),
    SIDE("side", "side", Form.of("buy", "Buy", "sell", "Sell")),
    TYPE("type", "orderType", Form.of("limit", "Limit", "market", "Market")),
    QTY("qty", "qty", Form.DECIMAL),
    PRICE("price", "price", Form.DECIMAL),
    TIME_IN_FORCE(
            "timeInForce",
            "timeInForce",
            Form.of("gtc", "GTC", "ioc", "IOC", "fok", "FOK", "post_only", "PostOnly", "rpi", "RPI")),
    REDUCE_ONLY("reduceOnly", "reduceOnly", Form.FLAG),
    CLOSE_ON_TRIGGER("closeOnTrigger", "closeOnTrigger", Form.FLAG),
    POSITION_IDX("positionIdx", "positionIdx", Form.SMALL_NUMBER),
    TRIGGER_PRICE("triggerPrice", "triggerPrice", Form.DECIMAL),
    TRIGGER_DIRECTION("triggerDirection", "triggerDirection", Form.SMALL_NUMBER),
    TRIGGER_BY("triggerBy", "triggerBy", Form.PRICES),
    TAKE_PROFIT("takeProfit", "takeProfit", Form.DECIMAL),
    STOP_LOSS("stopLoss", "stopLoss", Form.DECIMAL),
    TP_TRIGGER_BY("tpTriggerBy", "tpTriggerBy", Form.PRICES),
    SL_TRIGGER_BY("slTriggerBy", "slTriggerBy", Form.PRICES),
    MARKET_UNIT("marketUnit", "marketUnit", Form.of("base", "baseCoin", "quote", "quoteCoin")),
    ORDER_FILTER(
            "orderFilter",
            "orderFilter",
            Form.of("order", "Order", "tpsl_order", "tpslOrder", "stop_order", "StopOrder")),
    IS_LEVERAGE("isLeverage", "isLeverage", Form.FLAG_AS_NUMBER),
    SMP_TYPE(
            "smpType",
            "smpType",
            Form.of(
                    "none",
                    "None",
                    "cancel_maker",
                    "CancelMaker",
                    "cancel_taker",
                    "CancelTaker",
                    "cancel_both",
                    "CancelBoth"));

    /**
     * How a value is written on either side.
     *
     * @param kind what it is
     * @param words this door's words and Bybit's; empty but for words
     */
    record Form(Kind kind, Map<String, String> words) {
        private static final Form TEXT = new Form(Kind.TEXT, Map.of());
        private static final Form DECIMAL = new Form(Kind.DECIMAL, Map.of());
        private static final Form FLAG = new Form(Kind.FLAG, Map.of());
        private static final Form FLAG_AS_NUMBER = new Form(Kind.FLAG_AS_NUMBER, Map.of());
        private static final Form SMALL_NUMBER = new Form(Kind.SMALL_NUMBER, Map.of());
        private static final Form PRICES = of("last", "LastPrice", "index", "IndexPrice", "mark", "MarkPrice");

        private static Form of(String... pairs) {
            Map<String, String> words = new LinkedHashMap<>();
            for (int i = 0; i < pairs.length; i += 2) {
                words.put(pairs[i], pairs[i + 1]);
            }
            return new Form(Kind.WORD, Collections.unmodifiableMap(words));
        }
    }

    /** What a value is. */
    enum Kind {
        TEXT,
        /** A string of plain digits, so that no parser rounds it. */
        DECIMAL,
        WORD,
        FLAG,
        /** true and false here, 1 and 0 at Bybit. */
        FLAG_AS_NUMBER,
        /** 0, 1 or 2. */
        SMALL_NUMBER
    }

    private final String text;
    private final String wire;
    private final Form form;

    OrderField(String text, String wire, Form form) {
        this.text = text;
        this.wire = wire;
        this.form = form;
    }

    static Optional<OrderField> of(String text) {
        return Arrays.stream(values()).filter(field -> field.text.equals(text)).findFirst();
    }

    /** Whether Bybit's field of that name has one of its own here. */
    static boolean isWire(String name) {
        return Arrays.stream(values()).anyMatch(field -> field.wire.equals(name));
    }

    /** Its name at this door. */
    String text() {
        return text;
    }

    /** Bybit's name of it. */
    String wire() {
        return wire;
    }

    Form form() {
        return form;
    }
}
