package dev.portcullis.sandbox.access;

/**
 * The X-BAPI headers of a request; empty text for one that is absent (docs:v5/guide).
 *
 * @param apiKey {@code X-BAPI-API-KEY}
 * @param timestamp {@code X-BAPI-TIMESTAMP}, milliseconds in decimal
 * @param signature {@code X-BAPI-SIGN}
 * @param recvWindowSent {@code X-BAPI-RECV-WINDOW} as sent; it is signed as sent
 */
public record AuthHeaders(String apiKey, String timestamp, String signature, String recvWindowSent) {
    private static final long RECV_WINDOW_DEFAULT_MILLIS = 5000;

    /** Whether all that Bybit requires is there. */
    public boolean complete() {
        return !apiKey.isEmpty() && !timestamp.isEmpty() && !signature.isEmpty();
    }

    /** The recvWindow as it stands in the string to sign: what was sent, 5000 when nothing was. */
    public String recvWindow() {
        return recvWindowSent.isEmpty() ? Long.toString(RECV_WINDOW_DEFAULT_MILLIS) : recvWindowSent;
    }

    @Override
    public String toString() {
        return "AuthHeaders[apiKey=" + apiKey + ", timestamp=" + timestamp + ", signature hidden]";
    }
}
