package dev.portcullis.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.model.Category;
import dev.portcullis.model.Symbol;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of {@code GET /v5/market/instruments-info}. An instrument that cannot be read is left out: nothing is known
 * of it then, and Bybit judges its orders.
 *
 * @param nextPageCursor as it stands in the answer; empty on the last page
 */
public record InstrumentPage(List<Instrument> instruments, String nextPageCursor) {
    private static final String ASKED = "instruments-info";

    /**
     * Reads an answer.
     *
     * @throws IllegalArgumentException when it is no success with a list
     */
    public static InstrumentPage read(Category category, Buffer body) {
        JsonNode result = V5Result.of(body, ASKED);
        JsonNode list = result.path("list");
        if (!list.isArray()) {
            throw new IllegalArgumentException(ASKED + " came without a list");
        }
        List<Instrument> instruments = new ArrayList<>(list.size());
        for (JsonNode item : list) {
            readable(category, item).ifPresent(instruments::add);
        }
        return new InstrumentPage(
                List.copyOf(instruments), result.path("nextPageCursor").asText());
    }

    /** Empty for one whose filters are not as documented: without filters here, Bybit alone judges its orders. */
    private static Optional<Instrument> readable(Category category, JsonNode item) {
        try {
            return Optional.of(instrument(category, item));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Instrument instrument(Category category, JsonNode item) {
        JsonNode lot = item.path("lotSizeFilter");
        return new Instrument(
                new Symbol(item.path("symbol").asText()),
                figure(item.path("priceFilter"), "tickSize"),
                category == Category.SPOT ? spot(lot) : contract(lot),
                figure(item.path("riskParameters"), "priceLimitRatioX"));
    }

    private static Instrument.Lot spot(JsonNode lot) {
        return new Instrument.Lot(
                figure(lot, "basePrecision"),
                figure(lot, "minOrderQty"),
                new Instrument.MaxQty(
                        figure(lot, "maxLimitOrderQty"),
                        figure(lot, "postOnlyMaxLimitOrderSize"),
                        figure(lot, "maxMarketOrderQty")),
                figure(lot, "minOrderAmt"),
                figure(lot, "quotePrecision"));
    }

    private static Instrument.Lot contract(JsonNode lot) {
        BigDecimal most = figure(lot, "maxOrderQty");
        BigDecimal ofMarket = figure(lot, "maxMktOrderQty");
        BigDecimal ofPostOnly = figure(lot, "postOnlyMaxOrderQty");
        return new Instrument.Lot(
                figure(lot, "qtyStep"),
                figure(lot, "minOrderQty"),
                new Instrument.MaxQty(most, ofPostOnly == null ? most : ofPostOnly, ofMarket == null ? most : ofMarket),
                figure(lot, "minNotionalValue"),
                null);
    }

    /** Null where there is none, or one that filters nothing. */
    private static @Nullable BigDecimal figure(JsonNode at, String name) {
        String text = at.path(name).asText();
        if (text.isEmpty()) {
            return null;
        }
        BigDecimal figure = new BigDecimal(text);
        return figure.signum() > 0 ? figure : null;
    }
}
