package dev.portcullis.model;

import io.vertx.core.buffer.Buffer;

/** What a caller showed to say who it is; nothing here has been believed yet. */
public sealed interface Presented {
    /** Nothing was shown. */
    record Nothing() implements Presented {}

    /** A bearer token; its text is never printed. */
    record Token(String text) implements Presented {
        @Override
        public String toString() {
            return "Token[redacted]";
        }
    }

    /**
     * A signature made as any Bybit SDK makes it, with an id and secret that the gate issued.
     *
     * @param id the public id in X-BAPI-API-KEY
     * @param signature what X-BAPI-SIGN says
     * @param timestampMillis what X-BAPI-TIMESTAMP says, as text, for it is part of what was signed
     * @param recvWindowMillis what X-BAPI-RECV-WINDOW says, as text
     * @param payload the raw query or body that was signed
     */
    record Signature(String id, String signature, String timestampMillis, String recvWindowMillis, Buffer payload)
            implements Presented {
        @Override
        public String toString() {
            return "Signature[" + id + ", redacted]";
        }
    }

    /** A client certificate that TLS has already verified: the SHA-256 of its public key, in hex. */
    record Certificate(String publicKeySha256) implements Presented {}
}
