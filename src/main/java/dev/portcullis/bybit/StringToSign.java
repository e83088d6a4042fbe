package dev.portcullis.bybit;

/** The texts that Bybit wants signed (docs:v5/guide, docs:v5/ws/connect): plain concatenation, UTF-8. */
public final class StringToSign {
    private StringToSign() {}

    /**
     * What comes before the payload of a REST request: timestamp, API key and recvWindow. The payload, the raw query of
     * a GET or the raw body of a POST, follows it byte for byte.
     */
    public static String prefix(long timestampMs, String apiKey, int recvWindowMs) {
        return timestampMs + apiKey + recvWindowMs;
    }

    /**
     * The whole text of a WebSocket's auth message.
     *
     * @param expiresMs UTC milliseconds of the exchange's clock, later than now
     */
    public static String socketAuth(long expiresMs) {
        return "GET/realtime" + expiresMs;
    }
}
