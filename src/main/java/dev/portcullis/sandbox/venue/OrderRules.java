package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.instrument.LotRules;
import dev.portcullis.sandbox.order.OrderTerms;
import dev.portcullis.sandbox.portfolio.Prices;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.RetCode;
import dev.portcullis.sandbox.wire.Side;
import java.math.BigDecimal;

/** An instrument's rules for price and size, in the codes of its category (docs:v5/market/instrument, v5/error). */
final class OrderRules {
    private final Prices prices;

    OrderRules(Prices prices) {
        this.prices = prices;
    }

    /** The terms as the exchange takes them: futures prices outside the band are moved into it without a word. */
    OrderTerms check(OrderTerms terms) {
        OrderTerms priced = terms.with(terms.pricing().at(price(terms)));
        if (priced.sizing().inQuote()) {
            checkAmount(priced);
        } else {
            checkQty(priced);
            checkValue(priced);
        }
        return priced;
    }

    /** The furthest price at which an order of these terms may trade now: a market order's slippage cap. */
    BigDecimal band(OrderTerms terms) {
        Instrument instrument = terms.instrument();
        BigDecimal reference = prices.reference(instrument);
        return terms.side() == Side.BUY
                ? instrument.prices().highestBuy(reference)
                : instrument.prices().lowestSell(reference);
    }

    private BigDecimal price(OrderTerms terms) {
        Instrument instrument = terms.instrument();
        BigDecimal band = band(terms);
        if (terms.pricing().isMarket()) {
            return band;
        }
        BigDecimal price = terms.pricing().price();
        if (!instrument.prices().onTick(price)) {
            throw instrument.category().isSpot()
                    ? RetCode.SPOT_PRICE_DECIMALS.refusal()
                    : Params.invalid(
                            "price",
                            "must be a multiple of tickSize "
                                    + instrument.prices().tickSize().toPlainString());
        }
        boolean outside = terms.side() == Side.BUY ? price.compareTo(band) > 0 : price.compareTo(band) < 0;
        return outside && terms.trigger().isEmpty() ? outsideBand(terms, band) : price;
    }

    private static BigDecimal outsideBand(OrderTerms terms, BigDecimal band) {
        Instrument instrument = terms.instrument();
        if (!instrument.category().isSpot()) {
            return band;
        }
        RetCode code = terms.side() == Side.BUY ? RetCode.SPOT_BUY_TOO_HIGH : RetCode.SPOT_SELL_TOO_LOW;
        throw code.refusal(
                code.message() + band.toPlainString() + instrument.coins().quote() + ".");
    }

    private static void checkAmount(OrderTerms terms) {
        Instrument instrument = terms.instrument();
        BigDecimal amount = terms.sizing().qty();
        BigDecimal precision = new BigDecimal(instrument
                .listing()
                .path("lotSizeFilter")
                .path("quotePrecision")
                .asText("0.0000001"));
        if (amount.remainder(precision).signum() != 0) {
            throw RetCode.SPOT_AMOUNT_DECIMALS.refusal();
        }
        if (amount.compareTo(instrument.lots().minNotional()) < 0) {
            throw RetCode.SPOT_BELOW_MIN_VALUE.refusal();
        }
        BigDecimal most =
                instrument.value(terms.pricing().price(), instrument.lots().maxMarketQty());
        if (amount.compareTo(most) > 0) {
            throw RetCode.SPOT_QTY_TOO_LARGE.refusal();
        }
    }

    private static void checkQty(OrderTerms terms) {
        LotRules lots = terms.instrument().lots();
        BigDecimal qty = terms.sizing().qty();
        boolean spot = terms.instrument().category().isSpot();
        BigDecimal most = terms.pricing().isMarket() ? lots.maxMarketQty() : lots.maxLimitQty();
        if (!lots.onStep(qty)) {
            throw spot
                    ? RetCode.SPOT_QTY_DECIMALS.refusal()
                    : Params.invalid(
                            "qty",
                            "must be a multiple of qtyStep " + lots.qtyStep().toPlainString());
        }
        if (qty.compareTo(lots.minQty()) < 0) {
            throw spot
                    ? RetCode.SPOT_QTY_TOO_SMALL.refusal()
                    : RetCode.PARAMETER.refusal("The number of contracts exceeds minimum limit allowed");
        }
        if (qty.compareTo(most) > 0) {
            throw spot
                    ? RetCode.SPOT_QTY_TOO_LARGE.refusal()
                    : RetCode.PARAMETER.refusal("The number of contracts exceeds maximum limit allowed: too large,"
                            + " order_qty:" + scaled(qty) + " > max_qty:" + scaled(most));
        }
    }

    private void checkValue(OrderTerms terms) {
        Instrument instrument = terms.instrument();
        if (terms.closing().reduceOnly() || instrument.category() == Category.INVERSE) {
            return;
        }
        BigDecimal price = terms.pricing().isMarket()
                ? prices.reference(instrument)
                : terms.pricing().price();
        if (instrument
                        .value(price, terms.sizing().qty())
                        .compareTo(instrument.lots().minNotional())
                >= 0) {
            return;
        }
        throw instrument.category().isSpot()
                ? RetCode.SPOT_BELOW_MIN_VALUE.refusal()
                : RetCode.BELOW_MIN_NOTIONAL.refusal(RetCode.BELOW_MIN_NOTIONAL.message() + " "
                        + instrument.lots().minNotional().toPlainString()
                        + instrument.coins().quote());
    }

    /** Bybit's own text counts in hundred-millionths. */
    private static String scaled(BigDecimal qty) {
        return qty.movePointRight(8).toBigInteger().toString();
    }
}
