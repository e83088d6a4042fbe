package dev.portcullis.upstream;

import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.model.EnvironmentId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The clock of each environment; environments do not share one, for they run on different machines. */
public final class ExchangeClocks {
    private final LongSupplier nanoTicker;
    private final Map<EnvironmentId, ExchangeClock> byEnvironment = new ConcurrentHashMap<>();

    /** Clocks that know nothing yet, on this monotonic ticker (nanoseconds). */
    public ExchangeClocks(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    /** The clock of that environment; always the same one. */
    public ExchangeClock of(EnvironmentId environment) {
        ExchangeClock known = byEnvironment.get(environment);
        return known != null ? known : byEnvironment.computeIfAbsent(environment, e -> new ExchangeClock(nanoTicker));
    }
}
