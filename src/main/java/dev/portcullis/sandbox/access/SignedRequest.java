package dev.portcullis.sandbox.access;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * What the simulator needs of a request to know its sender.
 *
 * @param headers the X-BAPI headers, as received
 * @param payload the signed part as it came over the wire: raw query string of a GET, raw body of a POST
 * @param address the sender's address
 */
public record SignedRequest(AuthHeaders headers, Buffer payload, String address) {
    /** The bytes that the sender must have signed: timestamp + apiKey + recvWindow + payload. */
    public byte[] stringToSign() {
        byte[] head = (headers.timestamp() + headers.apiKey() + headers.recvWindow()).getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer(head.length + payload.length())
                .appendBytes(head)
                .appendBuffer(payload)
                .getBytes();
    }
}
