package dev.portcullis.bybit;

import java.time.Duration;

/**
 * What an environment lets through.
 *
 * @param address the window of one egress address
 * @param tier where the windows of a UID come from
 * @param quarantine how long nothing leaves by REST after a 403 "access too frequent" (docs:v5/rate-limit: 10 minutes)
 */
public record Limits(AddressLimit address, TierRule tier, Duration quarantine) {
    /** As Bybit documents them. */
    public static final Limits BYBIT = new Limits(AddressLimit.BYBIT, new TierRule.Auto(), Duration.ofMinutes(10));

    /** @throws IllegalArgumentException when the quarantine is negative */
    public Limits {
        if (quarantine.isNegative()) {
            throw new IllegalArgumentException("a quarantine cannot be negative");
        }
    }
}
