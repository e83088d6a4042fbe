package dev.portcullis.ledger;

import dev.portcullis.model.Category;
import dev.portcullis.model.CreateTerms;
import dev.portcullis.model.Decimal;
import dev.portcullis.model.Fingerprint;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderNames;
import dev.portcullis.model.Side;
import dev.portcullis.model.Symbol;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How an order's facts stand in an intent, in Bybit's words. */
final class OrderFields {
    private OrderFields() {}

    static void write(@Nullable Category category, OrderFacts order, FieldSink to) {
        to.text("category", category == null ? null : category.wire());
        to.text("symbol", order.symbol());
        to.text("orderLinkId", order.orderLinkId());
        to.text("orderId", order.orderId());
        to.text("side", order.side() == null ? null : order.side().wire());
        to.text("qty", order.qty());
        to.text("price", order.price());
        if (order.terms() != null) {
            to.words("orderType", order.terms().orderType());
            to.flag("reduceOnly", order.terms().reduceOnly());
            to.text("fingerprint", order.terms().fingerprint());
            writeNames(order.terms().names(), to);
        }
    }

    private static void writeNames(OrderNames names, FieldSink to) {
        to.words("clientOrderId", names.clientOrderId());
        to.text("keySha256", names.idempotencyKeySha256());
        to.text("aliasLinkId", names.alias());
    }

    static @Nullable Category readCategory(RecordFields from) {
        return read(from, "category", word -> Category.ofWire(word).orElseThrow(() -> unknownWord("category", word)));
    }

    static OrderFacts readOrder(RecordFields from) {
        return new OrderFacts(
                read(from, "symbol", Symbol::new),
                read(from, "orderLinkId", OrderLinkId::new),
                read(from, "orderId", OrderId::new),
                read(from, "side", word -> Side.ofWire(word).orElseThrow(() -> unknownWord("side", word))),
                read(from, "qty", Decimal::new),
                read(from, "price", Decimal::new),
                readTerms(from));
    }

    private static @Nullable CreateTerms readTerms(RecordFields from) {
        String orderType = from.textOrNull("orderType");
        return orderType == null
                ? null
                : new CreateTerms(
                        orderType, from.flag("reduceOnly"), new Fingerprint(from.text("fingerprint")), readNames(from));
    }

    private static OrderNames readNames(RecordFields from) {
        return new OrderNames(
                from.textOrNull("clientOrderId"),
                from.textOrNull("keySha256"),
                read(from, "aliasLinkId", OrderLinkId::new));
    }

    private static <T> @Nullable T read(RecordFields from, String name, Function<String, T> form) {
        String text = from.textOrNull(name);
        return text == null ? null : form.apply(text);
    }

    private static IllegalArgumentException unknownWord(String field, String word) {
        return new IllegalArgumentException(field + " is \"" + word + "\", which this version does not know");
    }
}
