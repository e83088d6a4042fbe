package dev.portcullis.bybit;

/** The values of the X-BAPI headers of one signed request; the signature is never printed. */
public record SignedRest(String apiKey, String signature, long timestampMs, int recvWindowMs) {
    @Override
    public String toString() {
        return "SignedRest[timestampMs=" + timestampMs + ", recvWindowMs=" + recvWindowMs + ", redacted]";
    }
}
