package dev.portcullis.identity;

import dev.portcullis.model.EnvironmentId;
import java.util.OptionalLong;

/**
 * The exchange's time as the gate knows it: what signed clients stamp by, for SDKs set their clock by Bybit's answers.
 */
@FunctionalInterface
public interface ExchangeTime {
    /** UTC milliseconds at the exchange; empty while that is not known well enough to judge others by. */
    OptionalLong millis(EnvironmentId environment);

    /** Where no exchange has been asked, as when a desk is just made. */
    static ExchangeTime unknown() {
        return environment -> OptionalLong.empty();
    }
}
