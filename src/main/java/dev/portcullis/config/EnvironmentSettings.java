package dev.portcullis.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says of one environment; null leaves a built-in one as it is.
 *
 * @param urls where it is
 * @param address requests of one egress address; null when not said
 * @param tier how the windows of a UID are found; null when not said
 * @param quarantine how long nothing leaves by REST after 403 "access too frequent"; null when not said
 * @param tls whom it believes in place of the authorities of the JVM; null when not said
 */
public record EnvironmentSettings(
        Urls urls,
        @Nullable AddressLimit address,
        @Nullable TierSetting tier,
        @Nullable Duration quarantine,
        @Nullable Tls tls) {
    /**
     * Whom it believes in place of the authorities of the JVM.
     *
     * @param trust PEM, the authorities that vouch for its hosts
     * @param crl PEM, what they have revoked; null when there is no list
     */
    public record Tls(Path trust, @Nullable Path crl) {}

    /** Base URL of REST and whole URLs of the sockets; null where not said. */
    public record Urls(
            @Nullable URI rest,
            @Nullable URI privateSocket,
            @Nullable URI tradeSocket,
            @Nullable URI publicSocket) {}

    /** How many requests one egress address may make over all accounts. */
    public sealed interface AddressLimit {
        /** Requests in a rolling window. */
        record Window(int requests, Duration per) implements AddressLimit {}

        /** No limit: for a simulator that has none. */
        record Unlimited() implements AddressLimit {}
    }

    /** How the windows of a UID are found. */
    public sealed interface TierSetting {
        /** From query-api, raised and lowered by X-Bapi-Limit. */
        record Auto() implements TierSetting {}

        /** No window for any UID: for a simulator that has none. */
        record Unlimited() implements TierSetting {}

        /** A fixed ceiling: the table of one level, for example {@code vip3} or {@code pro6}. */
        record Level(String word) implements TierSetting {}

        /** A fixed ceiling for upgradable endpoints. */
        record PerSecond(int requests) implements TierSetting {}
    }
}
