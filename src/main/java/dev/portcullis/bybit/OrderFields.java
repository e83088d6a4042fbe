package dev.portcullis.bybit;

import com.fasterxml.jackson.core.JsonToken;
import dev.portcullis.model.Category;
import dev.portcullis.model.CreateTerms;
import dev.portcullis.model.Decimal;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderNames;
import dev.portcullis.model.Rejection.FieldError;
import dev.portcullis.model.Side;
import dev.portcullis.model.Symbol;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the typed fields of one object of a body and notes every complaint, so that a caller hears all at once. */
final class OrderFields {
    private static final String DECIMAL_WANTED = "must be a decimal of plain digits, such as \"0.001\"";
    private static final Set<String> ORDER_TYPES = Set.of("Limit", "Market");

    private final JsonMembers members;
    private final String pointer;
    private final List<FieldError> complaints;

    /**
     * @param pointer where the object stands: empty for the body itself, else such as {@code /request/0}
     * @param complaints where complaints are added
     */
    OrderFields(JsonMembers members, String pointer, List<FieldError> complaints) {
        this.members = members;
        this.pointer = pointer;
        this.complaints = complaints;
    }

    /** The facts of an order to create, or null after a complaint. */
    @Nullable
    OrderFacts create(@Nullable Category category) {
        Symbol symbol = symbol(required("symbol"));
        Side side = side(required("side"));
        String orderType = orderType(required("orderType"));
        Decimal qty = decimal("qty", required("qty"));
        Decimal price = decimal("price", members.filled("price"));
        OrderLinkId orderLinkId = orderLinkId();
        if (symbol == null || side == null || orderType == null || qty == null || category == null) {
            return null;
        }
        CreateTerms terms =
                new CreateTerms(orderType, isReduceOnly(), Fingerprints.of(members, category), OrderNames.NONE);
        return new OrderFacts(symbol, orderLinkId, null, side, qty, price, terms);
    }

    /** The facts of a change to a living order; complains when no id names it. */
    OrderFacts amend() {
        Symbol symbol = symbol(required("symbol"));
        OrderId orderId = orderId();
        OrderLinkId orderLinkId = orderLinkId();
        requireOneId();
        Decimal qty = decimal("qty", members.filled("qty"));
        Decimal price = decimal("price", members.filled("price"));
        return new OrderFacts(symbol, orderLinkId, orderId, null, qty, price, null);
    }

    /** The facts of a cancel; complains when no id names the order. */
    OrderFacts cancel() {
        Symbol symbol = symbol(required("symbol"));
        OrderId orderId = orderId();
        OrderLinkId orderLinkId = orderLinkId();
        requireOneId();
        return new OrderFacts(symbol, orderLinkId, orderId, null, null, null, null);
    }

    /** The facts of a cancel-all: the symbol, when it names one. */
    OrderFacts cancelAll() {
        return new OrderFacts(symbol(members.filled("symbol")), null, null, null, null, null, null);
    }

    /** The category, or null after a complaint. */
    @Nullable
    Category requiredCategory() {
        return category(required("category"));
    }

    /** The category, or null when there is none, or after a complaint. */
    @Nullable
    Category optionalCategory() {
        return category(members.filled("category"));
    }

    /** Complains when an item of a batch names another category than the batch. */
    void agreesWith(@Nullable Category ofBatch) {
        JsonMember own = members.filled("category");
        if (own != null && ofBatch != null && !own.text().equals(ofBatch.wire())) {
            complain("category", "differs from the batch's category " + ofBatch.wire() + "; leave it out");
        }
    }

    private @Nullable JsonMember required(String name) {
        JsonMember member = members.filled(name);
        if (member == null) {
            complain(name, "is missing");
        }
        return member;
    }

    private void requireOneId() {
        if (members.filled("orderId") == null && members.filled("orderLinkId") == null) {
            complain("orderId", "is missing, and so is orderLinkId; name the order by one of them");
        }
    }

    private @Nullable Category category(@Nullable JsonMember member) {
        return word("category", member, Category::ofWire, "must be spot, linear, inverse or option");
    }

    private @Nullable Side side(@Nullable JsonMember member) {
        return word("side", member, Side::ofWire, "must be Buy or Sell");
    }

    private @Nullable String orderType(@Nullable JsonMember member) {
        return word(
                "orderType",
                member,
                word -> Optional.of(word).filter(ORDER_TYPES::contains),
                "must be Limit or Market");
    }

    private @Nullable Symbol symbol(@Nullable JsonMember member) {
        return word("symbol", member, formed(Symbol::new), "must be an upper-case name, such as \"BTCUSDT\"");
    }

    private @Nullable OrderId orderId() {
        return word("orderId", members.filled("orderId"), formed(OrderId::new), "must be the string that Bybit gave");
    }

    private @Nullable OrderLinkId orderLinkId() {
        return word(
                "orderLinkId",
                members.filled("orderLinkId"),
                formed(OrderLinkId::new),
                "must be a string of 1 to 36 letters, digits, - and _");
    }

    /** SDKs send decimals as strings or as JSON numbers; either way their exact text counts. */
    private @Nullable Decimal decimal(String name, @Nullable JsonMember member) {
        if (member == null) {
            return null;
        }
        boolean isText = member.isString() || member.isNumber();
        return noted(name, isText ? formed(Decimal::new).apply(member.text()) : Optional.empty(), DECIMAL_WANTED);
    }

    private <T> @Nullable T word(
            String name, @Nullable JsonMember member, Function<String, Optional<T>> known, String wanted) {
        if (member == null) {
            return null;
        }
        return noted(name, member.isString() ? known.apply(member.text()) : Optional.empty(), wanted);
    }

    private <T> @Nullable T noted(String name, Optional<T> value, String wanted) {
        if (value.isEmpty()) {
            complain(name, wanted);
        }
        return value.orElse(null);
    }

    private static <T> Function<String, Optional<T>> formed(Function<String, T> constructor) {
        return text -> {
            try {
                return Optional.of(constructor.apply(text));
            } catch (IllegalArgumentException notOfThatForm) {
                return Optional.empty();
            }
        };
    }

    private boolean isReduceOnly() {
        JsonMember member = members.get("reduceOnly");
        return member != null && member.token() == JsonToken.VALUE_TRUE;
    }

    private void complain(String name, String detail) {
        complaints.add(new FieldError(pointer + "/" + name, detail));
    }
}
