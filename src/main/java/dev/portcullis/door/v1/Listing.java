package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.normal.NormalItem;
import dev.portcullis.bybit.normal.NormalOrder;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointId;
import java.util.function.BiFunction;

/** The exchange's lists: where each is read, how much a page of it holds, and how an item of it is shown. */
@SuppressWarnings("ImmutableEnumChecker") // the functions keep no state
enum Listing {
    /** Open orders (docs:v5/order/open-order). */
    OPEN_ORDERS(EndpointTable.ORDER_REALTIME, 50, NormalOrder::of),
    /** Closed orders of up to two years (docs:v5/order/order-list). */
    ORDER_HISTORY(EndpointTable.ORDER_HISTORY, 50, NormalOrder::of),
    /** Fills of up to two years (docs:v5/order/execution). */
    EXECUTIONS(EndpointTable.EXECUTION_LIST, 100, of(NormalItem.EXECUTION)),
    /** Positions (docs:v5/position). */
    POSITIONS(EndpointTable.POSITION_LIST, 200, of(NormalItem.POSITION)),
    /** Fee rates; Bybit gives them all at once (docs:v5/account/fee-rate). */
    FEES(EndpointTable.FEE_RATE, 0, of(NormalItem.FEE)),
    /** Instruments, a public read (docs:v5/market/instrument). */
    INSTRUMENTS(EndpointTable.INSTRUMENTS_INFO, 1_000, of(NormalItem.INSTRUMENT));

    private final EndpointId endpoint;
    private final int itemsMax;
    private final BiFunction<Category, JsonNode, ObjectNode> form;

    Listing(EndpointId endpoint, int itemsMax, BiFunction<Category, JsonNode, ObjectNode> form) {
        this.endpoint = endpoint;
        this.itemsMax = itemsMax;
        this.form = form;
    }

    private static BiFunction<Category, JsonNode, ObjectNode> of(NormalItem kind) {
        return kind::of;
    }

    EndpointId endpoint() {
        return endpoint;
    }

    /** Whether it comes in pages. */
    boolean isPaged() {
        return itemsMax > 0;
    }

    /** The most items that a page may hold. */
    int itemsMax() {
        return itemsMax;
    }

    /** Whether its items are orders, which carry more than the exchange says of them. */
    boolean isOfOrders() {
        return this == OPEN_ORDERS || this == ORDER_HISTORY;
    }

    /** An item of a list of that category, as it is shown. */
    ObjectNode shown(Category category, JsonNode item) {
        return form.apply(category, item);
    }
}
