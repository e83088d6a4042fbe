package dev.portcullis.upstream;

import java.time.Duration;

/**
 * How the transport deals with connections and answers.
 *
 * @param eventLoops how many event loops call; each gets its own connections, so that a call stays on its loop
 * @param connectionsMax connections of one event loop to one host, for orders and, apart from them, for reads
 * @param waits how long the steps before a write may take
 * @param answerBytesMax an answer above this is cut off; what it would have said is unknown
 * @param wholeBytesMax a streamed read whose answer is no larger comes whole
 * @param trust the authorities that may vouch for a host
 */
public record TransportSettings(
        int eventLoops, int connectionsMax, Waits waits, int answerBytesMax, int wholeBytesMax, HostTrust trust) {
    private static final int CONNECTIONS_MAX = 512;
    private static final int ANSWER_BYTES_MAX = 1024 * 1024;
    private static final int WHOLE_BYTES_MAX = 64 * 1024;

    /**
     * How long the steps before a write may take.
     *
     * @param connect for a TCP connection
     * @param handshake for TLS after it
     * @param poolForOrders for a free connection when all are in use, for creates, amends and settings
     * @param poolForOthers the same, for cancels and reads
     * @param keepAliveIdle how long an unused connection is kept, less than the exchange keeps it
     */
    public record Waits(
            Duration connect,
            Duration handshake,
            Duration poolForOrders,
            Duration poolForOthers,
            Duration keepAliveIdle) {
        /** What suits Bybit over the open network. */
        public static Waits usual() {
            return new Waits(
                    Duration.ofSeconds(1),
                    Duration.ofMillis(1_500),
                    Duration.ofMillis(50),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(20));
        }
    }

    /** @throws IllegalArgumentException when a bound leaves no room to work */
    public TransportSettings {
        if (eventLoops < 1 || connectionsMax < 1 || wholeBytesMax < 1 || answerBytesMax < wholeBytesMax) {
            throw new IllegalArgumentException("eventLoops, connectionsMax and wholeBytesMax must be at least 1,"
                    + " and answerBytesMax at least wholeBytesMax");
        }
    }

    /** What suits Bybit, for this many event loops. */
    public static TransportSettings usual(int eventLoops) {
        return new TransportSettings(
                eventLoops, CONNECTIONS_MAX, Waits.usual(), ANSWER_BYTES_MAX, WHOLE_BYTES_MAX, HostTrust.OF_THE_JVM);
    }
}
