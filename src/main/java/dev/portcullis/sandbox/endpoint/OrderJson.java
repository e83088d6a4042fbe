package dev.portcullis.sandbox.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.order.OrderProgress;
import dev.portcullis.sandbox.order.OrderSnapshot;
import dev.portcullis.sandbox.order.OrderTerms;
import dev.portcullis.sandbox.order.Trigger;
import dev.portcullis.sandbox.wire.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** An order as realtime and history show it (docs:v5/order/open-order and v5/order/order-list). */
public final class OrderJson {
    private static final String[] ECHOED = {
        "takeProfit", "stopLoss", "tpslMode", "tpLimitPrice", "slLimitPrice", "tpTriggerBy", "slTriggerBy", "orderIv"
    };

    private OrderJson() {}

    /** The ids that an acknowledgement consists of. */
    public static ObjectNode acknowledgement(OrderSnapshot order) {
        return Json.object().put("orderId", order.orderId()).put("orderLinkId", order.orderLinkId());
    }

    /** The whole order. */
    public static ObjectNode of(OrderSnapshot order) {
        ObjectNode node = acknowledgement(order);
        putTerms(node, order);
        putProgress(node, order);
        putTrigger(node, order.terms());
        for (String name : ECHOED) {
            node.put(name, order.terms().echoed(name));
        }
        node.put("createdTime", Long.toString(order.identity().createdMillis()));
        return node.put("updatedTime", Long.toString(order.updatedMillis()));
    }

    private static void putTerms(ObjectNode node, OrderSnapshot order) {
        OrderTerms terms = order.terms();
        Instrument instrument = order.instrument();
        node.put("parentOrderLinkId", "").put("blockTradeId", "").put("symbol", order.symbol());
        node.put("price", price(instrument, shownPrice(order)));
        node.put(
                "qty",
                terms.sizing().inQuote()
                        ? plain(terms.sizing().qty())
                        : qty(instrument, terms.sizing().qty()));
        node.put("side", terms.side().word())
                .put(
                        "isLeverage",
                        order.category().isSpot()
                                ? terms.sent().path("isLeverage").asText("0")
                                : "");
        node.put("positionIdx", terms.closing().positionIdx());
        node.put("timeInForce", terms.pricing().timeInForce().word());
        node.put("orderType", terms.pricing().kind().word());
        node.put(
                "marketUnit",
                order.category().isSpot() && terms.pricing().isMarket()
                        ? terms.sizing().unit().word()
                        : "");
        node.put("reduceOnly", terms.closing().reduceOnly());
        node.put("closeOnTrigger", terms.closing().closeOnTrigger());
        node.put("placeType", "").put("createType", "CreateByUser");
        String smpType = terms.echoed("smpType");
        node.put("smpType", smpType.isEmpty() ? "None" : smpType)
                .put("smpGroup", 0)
                .put("smpOrderId", "");
    }

    /** Spot shows no price for a market order; derivatives show the slippage cap. */
    private static BigDecimal shownPrice(OrderSnapshot order) {
        boolean hidden = order.category().isSpot() && order.terms().pricing().isMarket();
        return hidden ? BigDecimal.ZERO : order.terms().pricing().price();
    }

    private static void putProgress(ObjectNode node, OrderSnapshot order) {
        OrderProgress progress = order.progress();
        Instrument instrument = order.instrument();
        BigDecimal leaves = order.leavesQty();
        BigDecimal fee = progress.fees().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        node.put("orderStatus", order.status().word());
        node.put("cancelType", progress.ending().cancelType());
        node.put("rejectReason", progress.ending().rejectReason());
        node.put("avgPrice", progress.filled().signum() == 0 ? "0" : plain(order.averagePrice()));
        node.put("leavesQty", qty(instrument, leaves));
        node.put(
                "leavesValue",
                plain(
                        leaves.signum() == 0
                                ? BigDecimal.ZERO
                                : instrument.value(order.terms().pricing().price(), leaves)));
        node.put("cumExecQty", qty(instrument, progress.filled()));
        node.put("cumExecValue", plain(progress.value()));
        node.put("cumExecFee", plain(fee));
        ObjectNode detail = node.putObject("cumFeeDetail");
        progress.fees().forEach((coin, paid) -> detail.put(coin, plain(paid)));
        node.put("lastPriceOnCreated", "").put("basePrice", "");
    }

    private static void putTrigger(ObjectNode node, OrderTerms terms) {
        node.put(
                "triggerPrice",
                terms.trigger().map(Trigger::price).map(OrderJson::plain).orElse(""));
        node.put(
                "triggerDirection",
                terms.trigger().map(trigger -> trigger.direction().number()).orElse(0));
        node.put("triggerBy", terms.echoed("triggerBy")).put("ocoTriggerBy", "");
        node.put("stopOrderType", terms.trigger().isPresent() ? "Stop" : "");
    }

    /** A price with as many decimals as the tick. */
    static String price(Instrument instrument, BigDecimal price) {
        return scaled(price, instrument.prices().tickSize());
    }

    /** A quantity with as many decimals as the step. */
    static String qty(Instrument instrument, BigDecimal qty) {
        return scaled(qty, instrument.lots().qtyStep());
    }

    /** A figure without exponent and without trailing zeros. */
    static String plain(BigDecimal figure) {
        return figure.signum() == 0 ? "0" : figure.stripTrailingZeros().toPlainString();
    }

    private static String scaled(BigDecimal figure, BigDecimal unit) {
        return figure.signum() == 0
                ? "0"
                : figure.setScale(Math.max(unit.scale(), 0), RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
