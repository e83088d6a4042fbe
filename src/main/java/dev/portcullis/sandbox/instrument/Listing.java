package dev.portcullis.sandbox.instrument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Json;
import java.math.BigDecimal;

/** Builds an instrument and its public entry from a row of the catalogue (docs:v5/market/instrument). */
final class Listing {
    private static final String LAUNCHED_MILLIS = "1585526400000";

    private Listing() {}

    static Instrument instrument(JsonNode row, int symbolId) {
        Category category = Category.of(text(row, "category")).orElseThrow();
        return new Instrument(
                new InstrumentId(category, text(row, "symbol")),
                new Coins(text(row, "baseCoin"), text(row, "quoteCoin"), text(row, "settleCoin")),
                new PriceRules(figure(row, "tickSize"), figure(row, "priceLimitRatio")),
                new LotRules(
                        figure(row, "qtyStep"),
                        figure(row, "minQty"),
                        figure(row, "maxLimitQty"),
                        figure(row, "maxMarketQty"),
                        figure(row, "minNotional")),
                figure(row, "referencePrice"),
                entry(category, row, symbolId));
    }

    private static ObjectNode entry(Category category, JsonNode row, int symbolId) {
        ObjectNode entry = Json.object().put("symbol", text(row, "symbol"));
        switch (category) {
            case SPOT -> putSpot(entry, row);
            case OPTION -> putOption(entry, row);
            case LINEAR, INVERSE -> putContract(entry, row, symbolId);
        }
        return entry;
    }

    private static void putSpot(ObjectNode entry, JsonNode row) {
        copy(entry, row, "baseCoin", "quoteCoin");
        entry.put("innovation", "0")
                .put("status", "Trading")
                .put("marginTrading", "utaOnly")
                .put("stTag", "0");
        entry.putObject("lotSizeFilter")
                .put("basePrecision", text(row, "qtyStep"))
                .put("quotePrecision", text(row, "quotePrecision"))
                .put("minOrderQty", text(row, "minQty"))
                .put("maxOrderQty", text(row, "maxLimitQty"))
                .put("minOrderAmt", text(row, "minNotional"))
                .put("maxOrderAmt", "8000000")
                .put("maxLimitOrderQty", text(row, "maxLimitQty"))
                .put("maxMarketOrderQty", text(row, "maxMarketQty"))
                .put("postOnlyMaxLimitOrderSize", "60000");
        entry.putObject("priceFilter").put("tickSize", text(row, "tickSize"));
        putRisk(entry, row);
    }

    private static void putOption(ObjectNode entry, JsonNode row) {
        entry.put("status", "Trading").put("optionsType", text(row, "contractType"));
        copy(entry, row, "baseCoin", "quoteCoin", "settleCoin");
        entry.put("launchTime", LAUNCHED_MILLIS).put("deliveryTime", text(row, "deliveryTime"));
        entry.put("deliveryFeeRate", "0.00015");
        putPriceFilter(entry, row);
        entry.putObject("lotSizeFilter")
                .put("maxOrderQty", text(row, "maxLimitQty"))
                .put("minOrderQty", text(row, "minQty"))
                .put("qtyStep", text(row, "qtyStep"));
    }

    private static void putContract(ObjectNode entry, JsonNode row, int symbolId) {
        entry.put("symbolId", symbolId)
                .put("contractType", text(row, "contractType"))
                .put("status", "Trading");
        copy(entry, row, "baseCoin", "quoteCoin", "settleCoin");
        entry.put("launchTime", LAUNCHED_MILLIS).put("deliveryTime", text(row, "deliveryTime"));
        entry.put("deliveryFeeRate", "");
        entry.put("priceScale", String.valueOf(figure(row, "tickSize").scale()));
        entry.putObject("leverageFilter")
                .put("minLeverage", "1")
                .put("maxLeverage", text(row, "maxLeverage"))
                .put("leverageStep", "0.01");
        putPriceFilter(entry, row);
        entry.putObject("lotSizeFilter")
                .put("maxOrderQty", text(row, "maxLimitQty"))
                .put("minOrderQty", text(row, "minQty"))
                .put("qtyStep", text(row, "qtyStep"))
                .put("postOnlyMaxOrderQty", text(row, "maxLimitQty"))
                .put("maxMktOrderQty", text(row, "maxMarketQty"))
                .put("minNotionalValue", text(row, "minNotional"));
        entry.put("unifiedMarginTrade", true).put("fundingInterval", 480).put("copyTrading", "none");
        entry.put("upperFundingRate", "0.00375").put("lowerFundingRate", "-0.00375");
        entry.put("isPreListing", false).putNull("preListingInfo");
        putRisk(entry, row);
    }

    private static void putPriceFilter(ObjectNode entry, JsonNode row) {
        BigDecimal reference = figure(row, "referencePrice");
        entry.putObject("priceFilter")
                .put("minPrice", text(row, "tickSize"))
                .put("maxPrice", reference.multiply(BigDecimal.valueOf(100)).toPlainString())
                .put("tickSize", text(row, "tickSize"));
    }

    private static void putRisk(ObjectNode entry, JsonNode row) {
        entry.putObject("riskParameters")
                .put("priceLimitRatioX", text(row, "priceLimitRatio"))
                .put("priceLimitRatioY", text(row, "priceLimitRatio"));
    }

    private static void copy(ObjectNode entry, JsonNode row, String... names) {
        for (String name : names) {
            entry.put(name, text(row, name));
        }
    }

    private static String text(JsonNode row, String name) {
        return row.required(name).asText();
    }

    private static BigDecimal figure(JsonNode row, String name) {
        return new BigDecimal(text(row, name));
    }
}
