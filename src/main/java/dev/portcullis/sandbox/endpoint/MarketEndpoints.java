package dev.portcullis.sandbox.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.book.BookLevel;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.venue.Venue;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Envelope;
import dev.portcullis.sandbox.wire.Json;
import dev.portcullis.sandbox.wire.PageToken;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Public market data: real as far as the simulator's books go, still where nothing moves (docs:v5/market). */
final class MarketEndpoints {
    private static final int INSTRUMENTS_MAX = 1000;
    private static final int INSTRUMENTS_DEFAULT = 500;
    private static final int DEPTH_MAX = 500;
    private static final int DEPTH_DEFAULT = 25;
    private static final long FUNDING_INTERVAL_MILLIS = Duration.ofHours(8).toMillis();

    private final Venue venue;
    private final InstantSource serverClock;

    MarketEndpoints(Venue venue, InstantSource serverClock) {
        this.venue = venue;
        this.serverClock = serverClock;
    }

    Envelope time(Params params) {
        Instant now = serverClock.instant();
        String seconds = Long.toString(now.getEpochSecond());
        return Envelope.ok(Json.object()
                .put("timeSecond", seconds)
                .put("timeNano", seconds + String.format("%09d", now.getNano())));
    }

    Envelope systemStatus(Params params) {
        ObjectNode result = Json.object();
        result.putArray("list");
        return Envelope.ok(result);
    }

    Envelope instruments(Params params) {
        Category category = params.category();
        List<Instrument> wanted = wanted(params);
        int limit = params.whole("limit", 1, INSTRUMENTS_MAX, INSTRUMENTS_DEFAULT);
        boolean paged = !category.isSpot();
        int start = paged ? PageToken.index(params.text("cursor"), wanted.size()) : 0;
        int end = paged ? Math.min(wanted.size(), start + limit) : wanted.size();
        ObjectNode result = Json.object().put("category", category.word());
        ArrayNode list = result.putArray("list");
        wanted.subList(start, end).forEach(instrument -> list.add(instrument.listing()));
        if (paged) {
            result.put("nextPageCursor", end < wanted.size() ? PageToken.of(end) : "");
        }
        return Envelope.ok(result);
    }

    Envelope tickers(Params params) {
        ObjectNode result = Json.object().put("category", params.category().word());
        ArrayNode list = result.putArray("list");
        wanted(params).forEach(instrument -> list.add(ticker(instrument)));
        return Envelope.ok(result);
    }

    Envelope orderbook(Params params) {
        Instrument instrument = required(params);
        int depth = params.whole("limit", 1, DEPTH_MAX, DEPTH_DEFAULT);
        ObjectNode result = Json.object().put("s", instrument.symbol());
        putLevels(result.putArray("b"), instrument, Side.BUY, depth);
        putLevels(result.putArray("a"), instrument, Side.SELL, depth);
        long now = serverClock.millis();
        return Envelope.ok(result.put("ts", now).put("u", now).put("seq", now).put("cts", now));
    }

    Envelope kline(Params params) {
        Instrument instrument = required(params);
        params.requiredText("interval");
        long minute = Duration.ofMinutes(1).toMillis();
        String price = price(instrument, venue.referencePrice(instrument));
        ObjectNode result =
                Json.object().put("category", instrument.category().word()).put("symbol", instrument.symbol());
        ArrayNode candle = result.putArray("list").addArray();
        candle.add(Long.toString(serverClock.millis() / minute * minute));
        candle.add(price).add(price).add(price).add(price).add("0").add("0");
        return Envelope.ok(result);
    }

    Envelope priceLimit(Params params) {
        Instrument instrument = required(params);
        BigDecimal reference = venue.referencePrice(instrument);
        return Envelope.ok(Json.object()
                .put("symbol", instrument.symbol())
                .put("buyLmt", price(instrument, instrument.prices().highestBuy(reference)))
                .put("sellLmt", price(instrument, instrument.prices().lowestSell(reference)))
                .put("ts", Long.toString(serverClock.millis())));
    }

    private Instrument required(Params params) {
        return venue.instruments().require(params.category(), params.requiredText("symbol"));
    }

    private List<Instrument> wanted(Params params) {
        Category category = params.category();
        String symbol = params.text("symbol");
        if (!symbol.isEmpty()) {
            return List.of(venue.instruments().require(category, symbol));
        }
        String baseCoin = params.text("baseCoin");
        String status = params.text("status");
        boolean trading = status.isEmpty() || status.equals("Trading");
        return venue.instruments().of(category).stream()
                .filter(instrument -> trading)
                .filter(instrument ->
                        baseCoin.isEmpty() || instrument.coins().base().equals(baseCoin))
                .toList();
    }

    private ObjectNode ticker(Instrument instrument) {
        String price = price(instrument, venue.referencePrice(instrument));
        ObjectNode node = Json.object().put("symbol", instrument.symbol());
        putBest(node, instrument, Side.BUY, "bid1");
        putBest(node, instrument, Side.SELL, "ask1");
        node.put("lastPrice", price).put("prevPrice24h", price).put("price24hPcnt", "0");
        node.put("highPrice24h", price)
                .put("lowPrice24h", price)
                .put("turnover24h", "0")
                .put("volume24h", "0");
        if (!instrument.category().isSpot()) {
            node.put("indexPrice", price).put("markPrice", price).put("openInterest", "0");
        }
        if (instrument.category() == Category.LINEAR || instrument.category() == Category.INVERSE) {
            long next = (serverClock.millis() / FUNDING_INTERVAL_MILLIS + 1) * FUNDING_INTERVAL_MILLIS;
            node.put("openInterestValue", "0").put("fundingRate", "0.0001");
            node.put("nextFundingTime", Long.toString(next)).put("prevPrice1h", price);
        }
        return node;
    }

    private void putBest(ObjectNode node, Instrument instrument, Side side, String name) {
        List<BookLevel> best = venue.levels(instrument, side, 1);
        node.put(
                name + "Price",
                best.isEmpty() ? "" : price(instrument, best.get(0).price()));
        node.put(
                name + "Size",
                best.isEmpty() ? "" : OrderJson.qty(instrument, best.get(0).qty()));
    }

    private void putLevels(ArrayNode list, Instrument instrument, Side side, int depth) {
        for (BookLevel level : venue.levels(instrument, side, depth)) {
            list.addArray().add(price(instrument, level.price())).add(OrderJson.qty(instrument, level.qty()));
        }
    }

    private static String price(Instrument instrument, BigDecimal price) {
        return OrderJson.price(instrument, price);
    }
}
