package dev.portcullis.sandbox.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.order.Fill;
import dev.portcullis.sandbox.order.OrderSnapshot;
import dev.portcullis.sandbox.portfolio.Execution;
import dev.portcullis.sandbox.venue.Venue;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Envelope;
import dev.portcullis.sandbox.wire.Json;
import dev.portcullis.sandbox.wire.PageToken;
import dev.portcullis.sandbox.wire.Params;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** The trade history (docs:v5/order/execution). */
final class ExecutionReads {
    private static final int LIMIT_MAX = 100;
    private static final int LIMIT_DEFAULT = 50;

    private final Venue venue;
    private final InstantSource serverClock;

    ExecutionReads(Venue venue, InstantSource serverClock) {
        this.venue = venue;
        this.serverClock = serverClock;
    }

    Envelope list(Caller caller, Params params) {
        int limit = params.whole("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        long before = PageToken.sequence(params.text("cursor")).orElse(Long.MAX_VALUE);
        List<Execution> found = venue.executions(caller.uid(), filter(params), before, limit + 1);
        List<Execution> shown = found.subList(0, Math.min(limit, found.size()));
        ArrayNode list = Json.array();
        shown.forEach(execution -> list.add(json(execution)));
        ObjectNode result = Json.object();
        result.put(
                "nextPageCursor",
                found.size() > limit ? PageToken.of(shown.get(limit - 1).sequence()) : "");
        result.put("category", params.category().word());
        result.set("list", list);
        return Envelope.ok(result);
    }

    /** With either id the other filters are ignored. */
    private Predicate<Execution> filter(Params params) {
        Category category = params.category();
        String orderId = params.text("orderId");
        String orderLinkId = params.text("orderLinkId");
        if (!orderId.isEmpty()) {
            return execution -> execution.order().orderId().equals(orderId);
        }
        if (!orderLinkId.isEmpty()) {
            return execution -> execution.order().orderLinkId().equals(orderLinkId);
        }
        TimeSpan span = TimeSpan.of(params, serverClock.millis());
        Predicate<Execution> inSpan =
                execution -> execution.order().category() == category && span.contains(execution.timeMillis());
        return inSpan.and(inScope(params));
    }

    private static Predicate<Execution> inScope(Params params) {
        String symbol = params.text("symbol");
        String baseCoin = params.text("baseCoin");
        String execType = params.text("execType");
        return execution -> (symbol.isEmpty() || execution.order().symbol().equals(symbol))
                && (baseCoin.isEmpty()
                        || execution.order().instrument().coins().base().equals(baseCoin))
                && (execType.isEmpty() || execType.equals("Trade"));
    }

    private static ObjectNode json(Execution execution) {
        OrderSnapshot order = execution.order();
        Instrument instrument = order.instrument();
        Fill fill = execution.fill();
        ObjectNode node = Json.object().put("symbol", order.symbol());
        node.put("orderType", order.terms().pricing().kind().word()).put("underlyingPrice", "");
        node.put("orderLinkId", order.orderLinkId()).put("orderId", order.orderId());
        node.put("side", order.terms().side().word()).put("indexPrice", "").put("stopOrderType", "");
        node.put("leavesQty", OrderJson.qty(instrument, order.leavesQty()));
        node.put("execTime", Long.toString(execution.timeMillis())).put("feeCurrency", fill.feeCoin());
        node.put("isMaker", fill.liquidity() == Fill.Liquidity.MAKER);
        node.put("execFee", OrderJson.plain(fill.fee())).put("execFeeV2", "");
        node.put("feeRate", OrderJson.plain(fill.feeRate())).put("execId", execution.execId());
        node.put("tradeIv", "").put("markIv", "").put("blockTradeId", "");
        node.put("markPrice", OrderJson.price(instrument, fill.price()));
        node.put("execPrice", OrderJson.price(instrument, fill.price()));
        node.put("orderQty", OrderJson.qty(instrument, order.terms().sizing().qty()));
        node.put(
                "orderPrice",
                OrderJson.price(instrument, order.terms().pricing().price()));
        node.put("execValue", OrderJson.plain(fill.value())).put("execType", "Trade");
        node.put("execQty", OrderJson.qty(instrument, fill.qty()));
        node.put("closedSize", OrderJson.qty(instrument, execution.closedSize()));
        node.put("createType", "CreateByUser").put("extraFees", "");
        return node.put("seq", execution.sequence());
    }
}
