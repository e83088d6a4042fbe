package dev.portcullis.bybit.normal;

import static dev.portcullis.bybit.normal.Form.DECIMAL;
import static dev.portcullis.bybit.normal.Form.DECIMALS;
import static dev.portcullis.bybit.normal.Form.FLAG;
import static dev.portcullis.bybit.normal.Form.TEXT;
import static dev.portcullis.bybit.normal.Form.TIME;
import static dev.portcullis.bybit.normal.Form.WHOLE;
import static dev.portcullis.bybit.normal.Form.WHOLE_FROM_ONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.model.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the gate shows of the things that Bybit lists, as tables: each field by name, with its form. Fields that are not
 * in a table are dropped. Items of the private streams have the same names and are read by the same tables
 * (docs:v5/websocket/private).
 */
@SuppressWarnings("ImmutableEnumChecker") // the fields are never changed behind their making
public enum NormalItem {
    /** An order, but for its status, which {@link NormalOrder} adds (docs:v5/order/open-order). */
    ORDER(Tables.concat(
            Tables.all(TEXT, "orderId", "orderLinkId", "parentOrderLinkId", "symbol"),
            List.of(
                    NormalField.word("category", Words.PLAIN),
                    NormalField.word("side", Words.SIDES),
                    NormalField.word("type", Words.TYPES, "orderType")),
            Tables.all(DECIMAL, "qty", "price"),
            List.of(
                    NormalField.word("timeInForce", Words.TIMES_IN_FORCE),
                    NormalField.of("positionIdx", WHOLE),
                    NormalField.of("isLeverage", FLAG),
                    NormalField.word("marketUnit", Words.UNITS)),
            Tables.all(FLAG, "reduceOnly", "closeOnTrigger"),
            Tables.all(DECIMAL, "avgPrice", "leavesQty", "leavesValue", "cumExecQty", "cumExecValue", "cumExecFee"),
            List.of(
                    NormalField.of("cumFeeDetail", DECIMALS),
                    NormalField.of("closedPnl", DECIMAL),
                    NormalField.of("triggerPrice", DECIMAL),
                    NormalField.of("triggerDirection", WHOLE_FROM_ONE),
                    NormalField.word("triggerBy", Words.PRICES),
                    NormalField.word("stopOrderType", Words.KNOWN)),
            Tables.all(DECIMAL, "takeProfit", "stopLoss", "tpLimitPrice", "slLimitPrice", "orderIv"),
            List.of(
                    NormalField.word("tpTriggerBy", Words.PRICES),
                    NormalField.word("slTriggerBy", Words.PRICES),
                    NormalField.word("tpslMode", Words.KNOWN),
                    NormalField.word("smpType", Words.PLAIN),
                    NormalField.word("createType", Words.KNOWN),
                    NormalField.word("cancelType", Words.KNOWN)),
            Tables.all(TIME, "createdTime", "updatedTime"))),

    /** A fill, or what else moves a position, such as funding (docs:v5/order/execution). */
    EXECUTION(Tables.concat(
            Tables.all(TEXT, "execId", "orderId", "orderLinkId", "symbol"),
            List.of(
                    NormalField.word("category", Words.PLAIN),
                    NormalField.word("side", Words.SIDES),
                    NormalField.word("type", Words.TYPES, "orderType"),
                    NormalField.word("stopOrderType", Words.KNOWN),
                    NormalField.word("execType", Words.PLAIN),
                    NormalField.of("isMaker", FLAG)),
            Tables.all(DECIMAL, "execPrice", "execQty", "execValue", "execFee", "feeRate"),
            Tables.all(TEXT, "feeCurrency", "blockTradeId"),
            Tables.all(DECIMAL, "orderPrice", "orderQty", "leavesQty", "closedSize", "execPnl"),
            Tables.all(DECIMAL, "markPrice", "indexPrice", "underlyingPrice", "tradeIv", "markIv"),
            List.of(NormalField.of("seq", WHOLE), NormalField.of("execTime", TIME)))),

    /** A position (docs:v5/position; the stream calls the average price entryPrice). */
    POSITION(Tables.concat(
            List.of(
                    NormalField.word("category", Words.PLAIN),
                    NormalField.of("symbol", TEXT),
                    NormalField.of("positionIdx", WHOLE),
                    NormalField.word("side", Words.SIDES),
                    NormalField.of("size", DECIMAL),
                    NormalField.of("avgPrice", DECIMAL, "avgPrice", "entryPrice"),
                    NormalField.word("positionStatus", Words.PLAIN)),
            Tables.all(DECIMAL, "positionValue", "leverage", "markPrice", "liqPrice", "breakEvenPrice"),
            Tables.all(DECIMAL, "positionIM", "positionMM", "takeProfit", "stopLoss", "trailingStop"),
            Tables.all(DECIMAL, "sessionAvgPrice", "delta", "gamma", "vega", "theta"),
            Tables.all(DECIMAL, "unrealisedPnl", "curRealisedPnl", "cumRealisedPnl", "riskLimitValue"),
            Tables.all(WHOLE, "riskId", "adlRankIndicator", "seq"),
            Tables.all(FLAG, "autoAddMargin", "isReduceOnly"),
            Tables.all(TIME, "createdTime", "updatedTime", "openTime"))),

    /** An account's wallet, but for its coins, which {@link NormalWallet} adds (docs:v5/account/wallet-balance). */
    WALLET(Tables.concat(
            List.of(NormalField.word("accountType", Words.PLAIN)),
            Tables.all(DECIMAL, "totalEquity", "totalWalletBalance", "totalMarginBalance", "totalAvailableBalance"),
            Tables.all(DECIMAL, "totalPerpUPL", "totalInitialMargin", "totalMaintenanceMargin"),
            Tables.all(DECIMAL, "accountIMRate", "accountMMRate"))),

    /** One coin of a wallet. */
    COIN(Tables.concat(
            List.of(NormalField.of("coin", TEXT)),
            Tables.all(DECIMAL, "equity", "usdValue", "walletBalance", "locked", "borrowAmount", "spotBorrow"),
            Tables.all(DECIMAL, "accruedInterest", "totalOrderIM", "totalPositionIM", "totalPositionMM"),
            Tables.all(DECIMAL, "unrealisedPnl", "cumRealisedPnl", "bonus", "spotHedgingQty"),
            Tables.all(FLAG, "marginCollateral", "collateralSwitch"))),

    /** What a symbol's trades cost (docs:v5/account/fee-rate). */
    FEE(Tables.concat(
            List.of(NormalField.word("category", Words.PLAIN)),
            Tables.all(TEXT, "symbol", "baseCoin"),
            Tables.all(DECIMAL, "takerFeeRate", "makerFeeRate"))),

    /** What may be traded, in the same words for all categories (docs:v5/market/instrument). */
    INSTRUMENT(Tables.concat(
            List.of(
                    NormalField.word("category", Words.PLAIN),
                    NormalField.of("symbol", TEXT),
                    NormalField.word("status", Words.PLAIN),
                    NormalField.word("contractType", Words.PLAIN),
                    NormalField.word("optionsType", Words.PLAIN)),
            Tables.all(TEXT, "baseCoin", "quoteCoin", "settleCoin"),
            List.of(
                    NormalField.of("tickSize", DECIMAL, "priceFilter/tickSize"),
                    NormalField.of("minPrice", DECIMAL, "priceFilter/minPrice"),
                    NormalField.of("maxPrice", DECIMAL, "priceFilter/maxPrice"),
                    NormalField.of("qtyStep", DECIMAL, "lotSizeFilter/qtyStep", "lotSizeFilter/basePrecision"),
                    NormalField.of("minOrderQty", DECIMAL, "lotSizeFilter/minOrderQty"),
                    NormalField.of(
                            "maxOrderQty", DECIMAL, "lotSizeFilter/maxLimitOrderQty", "lotSizeFilter/maxOrderQty"),
                    NormalField.of(
                            "maxMarketOrderQty",
                            DECIMAL,
                            "lotSizeFilter/maxMarketOrderQty",
                            "lotSizeFilter/maxMktOrderQty"),
                    NormalField.of(
                            "minOrderValue", DECIMAL, "lotSizeFilter/minNotionalValue", "lotSizeFilter/minOrderAmt"),
                    NormalField.of("quotePrecision", DECIMAL, "lotSizeFilter/quotePrecision"),
                    NormalField.of("minLeverage", DECIMAL, "leverageFilter/minLeverage"),
                    NormalField.of("maxLeverage", DECIMAL, "leverageFilter/maxLeverage"),
                    NormalField.of("leverageStep", DECIMAL, "leverageFilter/leverageStep"),
                    NormalField.of("fundingIntervalMinutes", WHOLE, "fundingInterval"),
                    NormalField.word("marginTrading", Words.PLAIN),
                    NormalField.of("isPreListing", FLAG)),
            Tables.all(TIME, "launchTime", "deliveryTime")));

    private final List<NormalField> fields;

    NormalItem(List<NormalField> fields) {
        this.fields = fields;
    }

    /** One of Bybit's items in the gate's words. */
    public ObjectNode of(JsonNode item) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (NormalField field : fields) {
            JsonNode value = field.shown(item);
            if (!value.isMissingNode()) {
                shown.set(field.name(), value);
            }
        }
        return shown;
    }

    /** The same of an item that does not name its category, because it is in a list of that category. */
    public ObjectNode of(Category ofList, JsonNode item) {
        ObjectNode shown = of(item);
        if (!shown.has("category")) {
            shown.put("category", ofList.wire());
        }
        return shown;
    }

    /** Every field that may be there, with its form. */
    public Map<String, Form> fields() {
        Map<String, Form> forms = new LinkedHashMap<>();
        fields.forEach(field -> forms.put(field.name(), field.form()));
        return forms;
    }

    /** Puts tables together. */
    private static final class Tables {
        private Tables() {}

        static List<NormalField> all(Form form, String... names) {
            return Arrays.stream(names).map(name -> NormalField.of(name, form)).toList();
        }

        @SafeVarargs
        static List<NormalField> concat(List<NormalField>... parts) {
            List<NormalField> all = new ArrayList<>();
            for (List<NormalField> part : parts) {
                all.addAll(part);
            }
            return List.copyOf(all);
        }
    }
}
