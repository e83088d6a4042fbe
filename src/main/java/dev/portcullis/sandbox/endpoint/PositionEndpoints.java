package dev.portcullis.sandbox.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.access.PositionMode;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.portfolio.Portfolio;
import dev.portcullis.sandbox.portfolio.Position;
import dev.portcullis.sandbox.portfolio.Prices;
import dev.portcullis.sandbox.venue.Venue;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Envelope;
import dev.portcullis.sandbox.wire.Json;
import dev.portcullis.sandbox.wire.PageToken;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.RetCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Position list, leverage and position mode (docs:v5/position). */
final class PositionEndpoints {
    private static final int LIMIT_MAX = 200;
    private static final int LIMIT_DEFAULT = 20;

    private final Venue venue;

    PositionEndpoints(Venue venue) {
        this.venue = venue;
    }

    Envelope list(Caller caller, Params params) {
        Category category = contracts(params);
        int limit = params.whole("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        List<ObjectNode> all =
                venue.look(caller.uid(), (portfolio, prices) -> json(wanted(portfolio, params), portfolio, prices));
        int start = PageToken.index(params.text("cursor"), all.size());
        int end = Math.min(all.size(), start + limit);
        ArrayNode list = Json.array();
        all.subList(start, end).forEach(list::add);
        ObjectNode result = Json.object();
        result.put("nextPageCursor", end < all.size() ? PageToken.of(end) : "");
        result.put("category", category.word());
        result.set("list", list);
        return Envelope.ok(result);
    }

    Envelope setLeverage(Caller caller, Params params) {
        Category category = params.category();
        if (category != Category.LINEAR && category != Category.INVERSE) {
            throw Params.invalid("category", "must be linear or inverse");
        }
        Instrument instrument = venue.instruments().require(category, params.requiredText("symbol"));
        BigDecimal buy = params.requiredFigure("buyLeverage");
        BigDecimal sell = params.requiredFigure("sellLeverage");
        if (buy.compareTo(sell) != 0) {
            throw Params.invalid("sellLeverage", "must equal buyLeverage");
        }
        BigDecimal most = new BigDecimal(
                instrument.listing().path("leverageFilter").path("maxLeverage").asText());
        if (buy.compareTo(BigDecimal.ONE) < 0 || buy.compareTo(most) > 0) {
            throw Params.invalid("buyLeverage", "must be from 1 to " + most.toPlainString());
        }
        venue.setLeverage(caller.uid(), instrument, buy);
        return Envelope.ok(Json.object());
    }

    Envelope switchMode(Caller caller, Params params) {
        if (params.category() != Category.LINEAR) {
            throw Params.invalid("category", "must be linear");
        }
        PositionMode mode = switch (requiredMode(params)) {
            case 0 -> PositionMode.ONE_WAY;
            case 3 -> PositionMode.HEDGE;
            default -> throw Params.invalid("mode", "must be 0 (one-way) or 3 (hedge)");
        };
        venue.switchPositionMode(caller.uid(), modeInstrument(params), mode);
        return Envelope.ok(Json.object());
    }

    private static int requiredMode(Params params) {
        return params.whole("mode").orElseThrow(() -> Params.missing("mode")).intValue();
    }

    /** The mode is per symbol or coin at Bybit; here one mode holds for all USDT contracts of the account. */
    private Instrument modeInstrument(Params params) {
        String symbol = params.text("symbol");
        if (!symbol.isEmpty()) {
            return venue.instruments().require(Category.LINEAR, symbol);
        }
        if (params.text("coin").isEmpty()) {
            throw RetCode.PARAMETER.refusal("params error: symbol or coin is required");
        }
        return venue.instruments().of(Category.LINEAR).get(0);
    }

    private static Category contracts(Params params) {
        Category category = params.category();
        if (category.isSpot()) {
            throw Params.invalid("category", "must be linear, inverse or option");
        }
        boolean scoped =
                !params.text("symbol").isEmpty() || !params.text("settleCoin").isEmpty();
        if (category == Category.LINEAR && !scoped) {
            throw RetCode.PARAMETER.refusal("params error: symbol or settleCoin is required");
        }
        return category;
    }

    /** With a symbol flat positions are shown too, else only open ones (docs:v5/position/position). */
    private List<Position> wanted(Portfolio portfolio, Params params) {
        Category category = params.category();
        if (!params.text("symbol").isEmpty()) {
            Instrument instrument = venue.instruments().require(category, params.text("symbol"));
            boolean hedge = portfolio.positionMode(instrument) == PositionMode.HEDGE;
            return hedge
                    ? List.of(portfolio.position(instrument, 1), portfolio.position(instrument, 2))
                    : List.of(portfolio.position(instrument, 0));
        }
        String settleCoin = params.text("settleCoin");
        String baseCoin = params.text("baseCoin");
        return portfolio.positions().stream()
                .filter(position -> !position.isFlat() && position.instrument().category() == category)
                .filter(position -> settleCoin.isEmpty()
                        || position.instrument().coins().settle().equals(settleCoin))
                .filter(position -> baseCoin.isEmpty()
                        || position.instrument().coins().base().equals(baseCoin))
                .toList();
    }

    private static List<ObjectNode> json(List<Position> positions, Portfolio portfolio, Prices prices) {
        List<ObjectNode> nodes = new ArrayList<>();
        positions.forEach(position -> nodes.add(json(position, portfolio, prices)));
        return nodes;
    }

    private static ObjectNode json(Position position, Portfolio portfolio, Prices prices) {
        Instrument instrument = position.instrument();
        ObjectNode node = Json.object()
                .put("positionIdx", position.positionIdx())
                .put("riskId", 1)
                .put("riskLimitValue", "2000000")
                .put("symbol", instrument.symbol())
                .put("side", side(position))
                .put("size", OrderJson.qty(instrument, position.size()))
                .put("avgPrice", OrderJson.plain(position.averagePrice()))
                .put("positionValue", position.isFlat() ? "" : OrderJson.plain(position.value()))
                .put("tradeMode", 0)
                .put("autoAddMargin", 0)
                .put("positionStatus", "Normal");
        node.put("leverage", OrderJson.plain(portfolio.leverage(instrument.id())));
        node.put("markPrice", OrderJson.price(instrument, prices.reference(instrument)));
        node.put("liqPrice", "").put("bustPrice", "").put("breakEvenPrice", OrderJson.plain(position.averagePrice()));
        String margin = OrderJson.plain(portfolio.positionMargin(position));
        node.put("positionIM", margin)
                .put("positionIMByMp", margin)
                .put("positionMM", "0")
                .put("positionMMByMp", "0");
        node.put("tpslMode", "Full").put("takeProfit", "").put("stopLoss", "").put("trailingStop", "0");
        node.put("sessionAvgPrice", "")
                .put("delta", "")
                .put("gamma", "")
                .put("vega", "")
                .put("theta", "");
        node.put("unrealisedPnl", OrderJson.plain(portfolio.unrealisedPnl(position, prices)));
        node.put("curRealisedPnl", OrderJson.plain(position.realisedPnl()));
        node.put("cumRealisedPnl", OrderJson.plain(position.realisedPnl()));
        node.put("adlRankIndicator", 0).put("isReduceOnly", false).put("seq", position.updatedMillis());
        node.put("createdTime", Long.toString(position.createdMillis()));
        return node.put("updatedTime", Long.toString(position.updatedMillis()));
    }

    private static String side(Position position) {
        return switch (position.signedQty().signum()) {
            case 1 -> "Buy";
            case -1 -> "Sell";
            default -> "";
        };
    }
}
