package dev.portcullis.sandbox.journal;

import java.util.List;

/**
 * A request exactly as it reached the simulator, whatever became of it.
 *
 * @param receipt who sent it, from where, and when
 * @param method the HTTP method
 * @param path the raw path
 * @param rawQuery the raw query string, empty when there is none
 * @param body the body as UTF-8 text
 * @param headerNames the names of all headers, as received; values are left out, they may be secret
 * @param signatureVerified whether the signature was right, whatever else was wrong
 */
public record ReceivedRequest(
        Receipt receipt,
        String method,
        String path,
        String rawQuery,
        String body,
        List<String> headerNames,
        boolean signatureVerified) {
    /**
     * Who sent a request, from where, and when.
     *
     * @param timeMillis when it had arrived whole, Unix milliseconds on the server's clock
     * @param uid the account of its key, 0 when unknown
     * @param apiKey the key it named, empty for none
     * @param address the sender's address
     */
    public record Receipt(long timeMillis, long uid, String apiKey, String address) {}
}
