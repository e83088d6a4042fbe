package dev.portcullis.pipeline;

import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.model.Call;
import dev.portcullis.model.EnvironmentId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Says up to when, by the exchange's clock, a write may be signed and may be accepted. */
final class Fences {
    private final Function<EnvironmentId, ExchangeClock> clocks;
    private final LongSupplier nanoTicker;
    private final Departures departures;
    private final long settleMillis;

    Fences(
            Function<EnvironmentId, ExchangeClock> clocks,
            LongSupplier nanoTicker,
            Departures departures,
            long settleMillis) {
        this.clocks = clocks;
        this.nanoTicker = nanoTicker;
        this.departures = departures;
        this.settleMillis = settleMillis;
    }

    /** The fence of a write that departs before its deadline; empty while the exchange's time is not trusted. */
    Optional<Fence> of(Turned turned) {
        Call call = turned.call();
        ExchangeClock clock = clocks.apply(turned.claimed().admitted().environment());
        if (!clock.isTrusted()) {
            return Optional.empty();
        }
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(call.timing().departByNanos() - nanoTicker.getAsLong());
        return clock.estimate()
                .map(now -> new Fence(
                        now.millis() + now.uncertaintyMillis() + Math.max(0, leftMillis),
                        departures.recvWindowMillis(call),
                        settleMillis));
    }

    /** The exchange's time now, or empty while it is unknown. */
    OptionalLong nowMillis(Turned turned) {
        return clocks.apply(turned.claimed().admitted().environment())
                .estimate()
                .map(now -> OptionalLong.of(now.millis()))
                .orElseGet(OptionalLong::empty);
    }
}
