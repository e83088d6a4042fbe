package dev.portcullis.identity;

import dev.portcullis.model.Presented;
import java.time.Duration;
import java.util.Optional;

/**
 * The time window of a signed request, by Bybit's rule (docs:v5/guide): its timestamp lies less than a second ahead and
 * at most recvWindow behind. No recvWindow counts for more than {@link #WINDOW_MAX}.
 */
final class SignedWindow {
    static final Duration WINDOW_MAX = Duration.ofSeconds(10);

    private static final long AHEAD_MAX_MILLIS = 1_000;
    private static final long RECV_WINDOW_DEFAULT_MILLIS = 5_000;
    private static final String MILLIS = "[0-9]{1,15}";

    private SignedWindow() {}

    /** What is wrong with the time of a signature; empty when nothing is. */
    static Optional<String> objection(Presented.Signature shown, long nowMillis) {
        boolean readable = shown.timestampMillis().matches(MILLIS)
                && (shown.recvWindowMillis().isEmpty()
                        || shown.recvWindowMillis().matches(MILLIS));
        if (!readable) {
            return Optional.of("X-BAPI-TIMESTAMP and X-BAPI-RECV-WINDOW must be milliseconds, plain digits");
        }
        long timestamp = Long.parseLong(shown.timestampMillis());
        long window = shown.recvWindowMillis().isEmpty()
                ? RECV_WINDOW_DEFAULT_MILLIS
                : Math.min(Long.parseLong(shown.recvWindowMillis()), WINDOW_MAX.toMillis());
        if (timestamp < nowMillis + AHEAD_MAX_MILLIS && timestamp >= nowMillis - window) {
            return Optional.empty();
        }
        return Optional.of("the timestamp " + timestamp + " lies outside the window: the gate's time is " + nowMillis
                + ", the window " + window + " ms (at most " + WINDOW_MAX.toMillis()
                + "); set this machine's clock by NTP");
    }
}
