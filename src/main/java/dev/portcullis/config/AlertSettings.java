package dev.portcullis.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * When the gate raises an alert, and who is told.
 *
 * @param gateName how the gate calls itself to those who are told
 * @param repeat after which an alert that still stands is told of again
 * @param webhook who is told besides the log and the meters
 * @param keyExpiresWithin how long before its end a key is told of
 * @param refusalsPerMinute from how many refused calls of one client on
 * @param slowStage which stages count as slow
 * @param resources what is looked at besides calls
 */
public record AlertSettings(
        String gateName,
        Duration repeat,
        Webhook webhook,
        Duration keyExpiresWithin,
        int refusalsPerMinute,
        SlowStage slowStage,
        Resources resources) {
    /**
     * Who is told by HTTP.
     *
     * @param url empty: nobody
     * @param tokenFile holds what is sent as bearer token; empty: none is sent
     * @param timeout from the request to the end of the answer
     */
    public record Webhook(Optional<WebhookUrl> url, Optional<Path> tokenFile, Duration timeout) {}

    /**
     * A stage is slow when more than so many calls of a minute stay in it for longer.
     *
     * @param over how long a call must stay
     * @param callsPerMinute how many calls must
     */
    public record SlowStage(Duration over, int callsPerMinute) {}

    /**
     * What is looked at besides calls.
     *
     * @param ledgerFreeBytesMin room on the ledger's disk below which it counts as nearly full
     * @param foreignOrdersEvery how often each account is looked through for orders of others; empty: never
     */
    public record Resources(long ledgerFreeBytesMin, Optional<Duration> foreignOrdersEvery) {}
}
