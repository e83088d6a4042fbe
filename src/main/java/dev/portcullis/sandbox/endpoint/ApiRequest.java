package dev.portcullis.sandbox.endpoint;

import dev.portcullis.sandbox.access.AuthHeaders;
import dev.portcullis.sandbox.access.SignedRequest;
import io.vertx.core.buffer.Buffer;

/**
 * A request to the REST door, as it came over the wire.
 *
 * @param method the HTTP method
 * @param path the raw path
 * @param rawQuery the raw query string, empty for none
 * @param body the raw body
 * @param auth its X-BAPI headers
 * @param address the sender's address
 */
public record ApiRequest(String method, String path, String rawQuery, Buffer body, AuthHeaders auth, String address) {
    /** Whether it reads. */
    public boolean isGet() {
        return method.equals("GET");
    }

    /** The part of it that its sender must have signed. */
    public SignedRequest signed() {
        return new SignedRequest(auth, isGet() ? Buffer.buffer(rawQuery) : body, address);
    }
}
