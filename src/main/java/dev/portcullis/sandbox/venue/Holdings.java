package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.access.PositionMode;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.order.Closing;
import dev.portcullis.sandbox.order.OrderTerms;
import dev.portcullis.sandbox.portfolio.Portfolio;
import dev.portcullis.sandbox.portfolio.Position;
import dev.portcullis.sandbox.portfolio.Prices;
import dev.portcullis.sandbox.portfolio.Reservation;
import dev.portcullis.sandbox.wire.RetCode;
import dev.portcullis.sandbox.wire.Side;
import java.math.BigDecimal;
import java.math.MathContext;

/** Whether an account's coins and positions bear an order: position mode, reduce-only, balance. */
final class Holdings {
    private final Prices prices;

    Holdings(Prices prices) {
        this.prices = prices;
    }

    /** Refuses a positionIdx that does not fit the account's mode. */
    void checkPositionIdx(Portfolio portfolio, OrderTerms terms) {
        if (terms.instrument().category().isSpot()) {
            return;
        }
        boolean hedge = portfolio.positionMode(terms.instrument()) == PositionMode.HEDGE;
        boolean named = terms.closing().positionIdx() != 0;
        if (hedge != named) {
            throw RetCode.PARAMETER.refusal("position idx not match position mode");
        }
    }

    /** The terms cut to the position where the order may only shrink it. */
    OrderTerms cutToPosition(Portfolio portfolio, OrderTerms terms) {
        if (terms.instrument().category().isSpot() || !onlyCloses(terms)) {
            return terms;
        }
        BigDecimal closable = closable(portfolio, terms);
        if (closable.signum() == 0) {
            throw RetCode.QTY_TRUNCATED.refusal();
        }
        BigDecimal qty = terms.sizing().qty();
        boolean closesAll = qty.signum() == 0;
        BigDecimal cut = closesAll ? closable.min(largest(terms)) : qty.min(closable);
        return terms.with(terms.sizing().of(cut));
    }

    /** What the order must hold of the account's coins, refused when they are not there. */
    Reservation require(Portfolio portfolio, OrderTerms terms, Reservation heldAlready) {
        return terms.instrument().category().isSpot()
                ? requireCoins(portfolio, terms, heldAlready)
                : requireMargin(portfolio, terms, heldAlready);
    }

    /** How much of a resting order may trade without growing a position it may only shrink. */
    BigDecimal tradable(Portfolio portfolio, OrderTerms terms, BigDecimal leavesQty) {
        boolean bound = !terms.instrument().category().isSpot() && onlyCloses(terms);
        return bound ? closable(portfolio, terms).min(leavesQty) : leavesQty;
    }

    /** Whether the order may only shrink a position: reduce-only, or a hedge side's opposite. */
    boolean onlyCloses(OrderTerms terms) {
        Closing closing = terms.closing();
        return closing.reduceOnly()
                || (closing.positionIdx() == 1 && terms.side() == Side.SELL)
                || (closing.positionIdx() == 2 && terms.side() == Side.BUY);
    }

    private static BigDecimal closable(Portfolio portfolio, OrderTerms terms) {
        Position position =
                portfolio.position(terms.instrument(), terms.closing().positionIdx());
        return position.closableBy(terms.side());
    }

    private static BigDecimal largest(OrderTerms terms) {
        return terms.pricing().isMarket()
                ? terms.instrument().lots().maxMarketQty()
                : terms.instrument().lots().maxLimitQty();
    }

    private static Reservation requireCoins(Portfolio portfolio, OrderTerms terms, Reservation heldAlready) {
        String coin = terms.instrument().spentCoin(terms.side());
        BigDecimal free = portfolio
                .wallet()
                .balance(coin)
                .subtract(portfolio.wallet().spotLocked(coin))
                .subtract(portfolio.wallet().orderMargin(coin))
                .add(heldAlready.amount());
        BigDecimal need = coinsNeeded(terms);
        if (need.compareTo(free) > 0) {
            throw RetCode.SPOT_NOT_ENOUGH_BALANCE.refusal();
        }
        return new Reservation(Reservation.Kind.SPOT, coin, need);
    }

    private static BigDecimal coinsNeeded(OrderTerms terms) {
        BigDecimal qty = terms.sizing().qty();
        if (terms.side() == Side.SELL) {
            return terms.sizing().inQuote() ? qty.divide(terms.pricing().price(), MathContext.DECIMAL64) : qty;
        }
        return terms.sizing().inQuote()
                ? qty
                : terms.instrument().value(terms.pricing().price(), qty);
    }

    private Reservation requireMargin(Portfolio portfolio, OrderTerms terms, Reservation heldAlready) {
        Instrument instrument = terms.instrument();
        BigDecimal opening =
                terms.sizing().qty().subtract(closable(portfolio, terms)).max(BigDecimal.ZERO);
        BigDecimal price = terms.pricing().isMarket()
                ? prices.reference(instrument)
                : terms.pricing().price();
        BigDecimal margin =
                instrument.value(price, opening).divide(portfolio.leverage(instrument.id()), MathContext.DECIMAL64);
        String coin = instrument.coins().settle();
        BigDecimal available =
                portfolio.availableUsd(prices).add(heldAlready.amount().multiply(prices.usd(coin)));
        if (margin.signum() > 0 && margin.multiply(prices.usd(coin)).compareTo(available) > 0) {
            throw RetCode.NOT_ENOUGH_BALANCE.refusal();
        }
        return new Reservation(Reservation.Kind.MARGIN, coin, margin);
    }
}
