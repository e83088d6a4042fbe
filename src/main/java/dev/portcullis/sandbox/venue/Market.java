package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.book.MakerSettings;
import dev.portcullis.sandbox.book.MarketMaker;
import dev.portcullis.sandbox.book.OrderBook;
import dev.portcullis.sandbox.book.TradeSink;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.instrument.InstrumentId;
import dev.portcullis.sandbox.instrument.Instruments;
import dev.portcullis.sandbox.portfolio.Prices;
import dev.portcullis.sandbox.wire.Category;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Every book with its reference price; a book opens when it is first looked at. Guarded by the venue. */
final class Market implements Prices {
    private static final Set<String> DOLLARS = Set.of("USDT", "USDC", "USD");

    private final MarketMaker maker;
    private final Map<InstrumentId, OrderBook> books = new HashMap<>();
    private final Map<InstrumentId, BigDecimal> references = new HashMap<>();
    private final Map<String, Instrument> dollarMarkets = new HashMap<>();

    Market(Instruments instruments, MakerSettings settings) {
        this.maker = new MarketMaker(settings);
        for (Instrument instrument : instruments.of(Category.LINEAR)) {
            if (instrument.coins().settle().equals("USDT")) {
                dollarMarkets.put(instrument.coins().base(), instrument);
            }
        }
    }

    OrderBook book(Instrument instrument) {
        OrderBook book = books.get(instrument.id());
        if (book == null) {
            book = new OrderBook(instrument);
            books.put(instrument.id(), book);
            maker.refill(book, reference(instrument));
        }
        return book;
    }

    void refill(Instrument instrument) {
        maker.refill(book(instrument), reference(instrument));
    }

    void move(Instrument instrument, BigDecimal reference, TradeSink sink) {
        references.put(instrument.id(), reference);
        maker.move(book(instrument), reference, sink);
    }

    @Override
    public BigDecimal reference(Instrument instrument) {
        return references.getOrDefault(instrument.id(), instrument.openingPrice());
    }

    @Override
    public BigDecimal usd(String coin) {
        if (DOLLARS.contains(coin)) {
            return BigDecimal.ONE;
        }
        Instrument market = dollarMarkets.get(coin);
        return market == null ? BigDecimal.ZERO : reference(market);
    }
}
