package dev.portcullis.sandbox.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.order.Fill;
import dev.portcullis.sandbox.portfolio.Fees;
import dev.portcullis.sandbox.portfolio.Portfolio;
import dev.portcullis.sandbox.portfolio.Position;
import dev.portcullis.sandbox.portfolio.Prices;
import dev.portcullis.sandbox.portfolio.Wallet;
import dev.portcullis.sandbox.venue.Venue;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Envelope;
import dev.portcullis.sandbox.wire.Json;
import dev.portcullis.sandbox.wire.Params;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;

/** Wallet, account mode and fee rates (docs:v5/account). */
final class AccountEndpoints {
    /** UTA 2.0 (docs:v5/account/account-info). */
    private static final int UNIFIED_MARGIN_STATUS = 5;

    private final Venue venue;
    private final InstantSource serverClock;

    AccountEndpoints(Venue venue, InstantSource serverClock) {
        this.venue = venue;
        this.serverClock = serverClock;
    }

    Envelope walletBalance(Caller caller, Params params) {
        if (!params.requiredText("accountType").equals("UNIFIED")) {
            throw Params.invalid("accountType", "must be UNIFIED");
        }
        List<String> coins = params.text("coin").isEmpty()
                ? List.of()
                : List.of(params.text("coin").split(",", -1));
        return Envelope.ok(venue.look(caller.uid(), (portfolio, prices) -> wallet(portfolio, prices, coins)));
    }

    Envelope info(Caller caller, Params params) {
        return Envelope.ok(Json.object()
                .put("unifiedMarginStatus", UNIFIED_MARGIN_STATUS)
                .put("marginMode", "REGULAR_MARGIN")
                .put("isMasterTrader", false)
                .put("spotHedgingStatus", "OFF")
                .put("dcpStatus", "OFF")
                .put("timeWindow", 10)
                .put("smpGroup", 0)
                .put("updatedTime", Long.toString(serverClock.millis())));
    }

    Envelope feeRate(Caller caller, Params params) {
        Category category = params.category();
        String symbol = params.text("symbol");
        String baseCoin = params.text("baseCoin");
        List<Instrument> wanted = symbol.isEmpty()
                ? venue.instruments().of(category)
                : List.of(venue.instruments().require(category, symbol));
        ArrayNode list = Json.array();
        for (Instrument instrument : wanted) {
            if (baseCoin.isEmpty() || instrument.coins().base().equals(baseCoin)) {
                list.addObject()
                        .put("symbol", instrument.symbol())
                        .put(
                                "baseCoin",
                                category == Category.OPTION ? instrument.coins().base() : "")
                        .put("takerFeeRate", OrderJson.plain(Fees.rate(category, Fill.Liquidity.TAKER)))
                        .put("makerFeeRate", OrderJson.plain(Fees.rate(category, Fill.Liquidity.MAKER)));
            }
        }
        ObjectNode result = Json.object();
        result.set("list", list);
        return Envelope.ok(result);
    }

    private static ObjectNode wallet(Portfolio portfolio, Prices prices, List<String> wanted) {
        Totals totals = Totals.of(portfolio, prices);
        ObjectNode account = Json.object()
                .put("accountType", "UNIFIED")
                .put("accountLTV", "")
                .put("accountIMRate", "")
                .put("accountMMRate", "")
                .put("totalEquity", usd(totals.wallet().add(totals.unrealised())))
                .put("totalWalletBalance", usd(totals.wallet()))
                .put("totalMarginBalance", usd(totals.wallet().add(totals.unrealised())))
                .put("totalAvailableBalance", usd(portfolio.availableUsd(prices)))
                .put("totalPerpUPL", usd(totals.unrealised()))
                .put("totalInitialMargin", usd(totals.margin()))
                .put("totalMaintenanceMargin", "0");
        ArrayNode coins = account.putArray("coin");
        for (String coin : new TreeSet<>(portfolio.wallet().balances().keySet())) {
            if (wanted.isEmpty() || wanted.contains(coin)) {
                coins.add(coin(coin, portfolio, prices));
            }
        }
        ObjectNode result = Json.object();
        result.putArray("list").add(account);
        return result;
    }

    private static ObjectNode coin(String coin, Portfolio portfolio, Prices prices) {
        Wallet wallet = portfolio.wallet();
        BigDecimal unrealised = BigDecimal.ZERO;
        BigDecimal realised = BigDecimal.ZERO;
        BigDecimal margin = BigDecimal.ZERO;
        for (Position position : portfolio.positions()) {
            if (position.instrument().coins().settle().equals(coin)) {
                unrealised = unrealised.add(portfolio.unrealisedPnl(position, prices));
                realised = realised.add(position.realisedPnl());
                margin = margin.add(portfolio.positionMargin(position));
            }
        }
        BigDecimal equity = wallet.balance(coin).add(unrealised);
        return Json.object()
                .put("coin", coin)
                .put("equity", OrderJson.plain(equity))
                .put("usdValue", usd(equity.multiply(prices.usd(coin))))
                .put("walletBalance", OrderJson.plain(wallet.balance(coin)))
                .put("free", "")
                .put("locked", OrderJson.plain(wallet.spotLocked(coin)))
                .put("spotHedgingQty", "0")
                .put("borrowAmount", "0")
                .put("spotBorrow", "0")
                .put("availableToWithdraw", "")
                .put("availableToBorrow", "")
                .put("accruedInterest", "0")
                .put("totalOrderIM", OrderJson.plain(wallet.orderMargin(coin)))
                .put("totalPositionIM", OrderJson.plain(margin))
                .put("totalPositionMM", "0")
                .put("unrealisedPnl", OrderJson.plain(unrealised))
                .put("cumRealisedPnl", OrderJson.plain(realised))
                .put("bonus", "0")
                .put("marginCollateral", true)
                .put("collateralSwitch", true);
    }

    private static String usd(BigDecimal figure) {
        return OrderJson.plain(figure.setScale(8, RoundingMode.HALF_UP));
    }

    /** An account's sums in USD. */
    private record Totals(BigDecimal wallet, BigDecimal unrealised, BigDecimal margin) {
        private static Totals of(Portfolio portfolio, Prices prices) {
            BigDecimal wallet = BigDecimal.ZERO;
            BigDecimal margin = BigDecimal.ZERO;
            for (String coin : portfolio.wallet().balances().keySet()) {
                wallet = wallet.add(portfolio.wallet().balance(coin).multiply(prices.usd(coin)));
                margin = margin.add(portfolio.wallet().orderMargin(coin).multiply(prices.usd(coin)));
            }
            BigDecimal unrealised = BigDecimal.ZERO;
            for (Position position : portfolio.positions()) {
                BigDecimal rate = prices.usd(position.instrument().coins().settle());
                unrealised =
                        unrealised.add(portfolio.unrealisedPnl(position, prices).multiply(rate));
                margin = margin.add(portfolio.positionMargin(position).multiply(rate));
            }
            return new Totals(wallet, unrealised, margin);
        }
    }
}
