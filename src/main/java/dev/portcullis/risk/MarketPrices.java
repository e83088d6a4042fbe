package dev.portcullis.risk;

import dev.portcullis.bybit.MarketPrice;
import dev.portcullis.model.Category;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Symbol;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What symbols cost, asked when a rule needs to know and shared by all orders of the next moment. A price is fresh for
 * two seconds; one older than half a second is used and asked for anew.
 */
public final class MarketPrices {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long YOUNG_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Which price is meant. */
    public record Wanted(EnvironmentId environment, Category category, Symbol symbol) {}

    /** Where prices come from. */
    @FunctionalInterface
    public interface Source {
        /** The price now; empty when there is none. Fails when it could not be asked for. */
        Future<Optional<MarketPrice>> ask(Wanted wanted);
    }

    private record Known(MarketPrice price, long askedNanos) {}

    private final Source source;
    private final LongSupplier nanoTicker;
    private final Map<Wanted, Known> known = new ConcurrentHashMap<>();
    private final Map<Wanted, Future<Void>> asking = new ConcurrentHashMap<>();

    /** Knows nothing yet. */
    public MarketPrices(Source source, LongSupplier nanoTicker) {
        this.source = source;
        this.nanoTicker = nanoTicker;
    }

    /** Completes when the price is fresh or could not be had; at once when it is fresh already. */
    Future<Void> made(Wanted wanted) {
        long age = age(wanted);
        if (age < YOUNG_NANOS) {
            return Future.succeededFuture();
        }
        Future<Void> asked = asked(wanted);
        return age < FRESH_NANOS ? Future.succeededFuture() : asked;
    }

    /** The price, as long as it is fresh; else null. */
    @Nullable
    MarketPrice fresh(Wanted wanted) {
        Known last = known.get(wanted);
        return last == null || age(wanted) >= FRESH_NANOS ? null : last.price;
    }

    private long age(Wanted wanted) {
        Known last = known.get(wanted);
        return last == null ? Long.MAX_VALUE : nanoTicker.getAsLong() - last.askedNanos;
    }

    private Future<Void> asked(Wanted wanted) {
        Future<Void> running = asking.get(wanted);
        if (running != null) {
            return running;
        }
        long askedNanos = nanoTicker.getAsLong();
        Future<Void> asked = source.ask(wanted)
                .onSuccess(price -> price.ifPresent(now -> known.put(wanted, new Known(now, askedNanos))))
                .transform(done -> Future.<Void>succeededFuture());
        asking.put(wanted, asked);
        asked.onComplete(done -> asking.remove(wanted, asked));
        return asked;
    }
}
