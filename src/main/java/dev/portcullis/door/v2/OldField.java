package dev.portcullis.door.v2;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every parameter of the old API that this door knows, v5's name of it, and what its value looks like. */
@SuppressWarnings("ImmutableEnumChecker") // the forms keep no state
enum OldField {
    SYMBOL("symbol", FieldForm.SYMBOL),
    SIDE("side", FieldForm.word(Map.of("Buy", "Buy", "Sell", "Sell"))),
    ORDER_TYPE("orderType", FieldForm.word(Map.of("Limit", "Limit", "Market", "Market"))),
    QTY("qty", FieldForm.DECIMAL),
    PRICE("price", FieldForm.DECIMAL),
    TIME_IN_FORCE("timeInForce", FieldForm.word(OldWords.TIMES_IN_FORCE)),
    REDUCE_ONLY("reduceOnly", FieldForm.FLAG),
    CLOSE_ON_TRIGGER("closeOnTrigger", FieldForm.FLAG),
    ORDER_ID("orderId", FieldForm.ORDER_ID),
    ORDER_LINK_ID("orderLinkId", FieldForm.ORDER_LINK_ID),
    TAKE_PROFIT("takeProfit", FieldForm.DECIMAL),
    STOP_LOSS("stopLoss", FieldForm.DECIMAL),
    TP_TRIGGER_BY("tpTriggerBy", FieldForm.word(OldWords.TRIGGERS)),
    SL_TRIGGER_BY("slTriggerBy", FieldForm.word(OldWords.TRIGGERS)),
    POSITION_IDX("positionIdx", FieldForm.POSITION_INDEX),
    P_R_QTY("qty", FieldForm.DECIMAL),
    P_R_PRICE("price", FieldForm.DECIMAL),
    ORDER_STATUS("orderStatus", FieldForm.STATUSES),
    DIRECTION("direction", FieldForm.word(Map.of("next", "next"))),
    ORDER("order", FieldForm.word(Map.of("desc", "desc"))),
    LIMIT("limit", FieldForm.countTo(50)),
    PAGE("page", FieldForm.countTo(10)),
    CURSOR("cursor", FieldForm.CURSOR),
    COIN("coin", FieldForm.COIN);

    private final String v5Name;
    private final FieldForm form;

    OldField(String v5Name, FieldForm form) {
        this.v5Name = v5Name;
        this.form = form;
    }

    static Optional<OldField> named(String text) {
        return Arrays.stream(values())
                .filter(field -> field.text().equals(text))
                .findFirst();
    }

    /** The name that scripts use. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String v5Name() {
        return v5Name;
    }

    FieldForm form() {
        return form;
    }
}
