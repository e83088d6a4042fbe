package dev.portcullis.risk;

import dev.portcullis.bybit.Instrument;
import dev.portcullis.model.Category;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Symbol;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What each environment takes as price and size, as it was last read there. What is older than two hours is not said
 * any more: Bybit changes its filters, and an order that only an old table refuses must pass.
 */
public final class Instruments {
    private static final long STALE_NANOS = TimeUnit.HOURS.toNanos(2);

    private record Shelf(EnvironmentId environment, Category category) {}

    private record Table(Map<Symbol, Instrument> bySymbol, long readNanos) {}

    private final LongSupplier nanoTicker;
    private final Map<Shelf, Table> tables = new ConcurrentHashMap<>();

    /** Knows nothing yet. */
    public Instruments(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    /** Takes a whole category as it was read now, in the place of what was known of it. */
    public void read(EnvironmentId environment, Category category, Collection<Instrument> all) {
        Map<Symbol, Instrument> bySymbol = all.stream()
                .collect(
                        Collectors.toUnmodifiableMap(Instrument::symbol, Function.identity(), (first, again) -> again));
        tables.put(new Shelf(environment, category), new Table(bySymbol, nanoTicker.getAsLong()));
    }

    /** What is known of a symbol; empty when nothing is, or nothing fresh. */
    Optional<Instrument> find(EnvironmentId environment, Category category, Symbol symbol) {
        return fresh(environment, category, STALE_NANOS)
                .flatMap(table -> Optional.ofNullable(table.bySymbol.get(symbol)));
    }

    /** Whether that category was read within the given time. */
    public boolean isKnown(EnvironmentId environment, Category category, long withinNanos) {
        return fresh(environment, category, withinNanos).isPresent();
    }

    private Optional<Table> fresh(EnvironmentId environment, Category category, long withinNanos) {
        return Optional.ofNullable(tables.get(new Shelf(environment, category)))
                .filter(table -> nanoTicker.getAsLong() - table.readNanos < withinNanos);
    }
}
