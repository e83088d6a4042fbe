package dev.portcullis.model;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What a caller showed to say who it is; nothing here has been believed yet. */
public sealed interface Presented {
    /** Nothing was shown. */
    record Nothing() implements Presented {}

    /**
     * A bearer token; its text is never printed.
     *
     * @param certificate the client certificate of the connection that it came on; null when that showed none
     */
    record Token(String text, @Nullable PublicKeyHash certificate) implements Presented {
        /** A token on a connection without a client certificate. */
        public Token(String text) {
            this(text, null);
        }

        @Override
        public String toString() {
            return "Token[redacted]";
        }
    }

    /**
     * A signature made as any Bybit SDK makes it, with an id and secret that the gate issued.
     *
     * @param id the token whose secret it claims to be made with
     * @param apiKey what X-BAPI-API-KEY says, an account behind the id and all, for it is part of what was signed
     * @param signature what X-BAPI-SIGN says
     * @param timestampMillis what X-BAPI-TIMESTAMP says, as text, for it is part of what was signed
     * @param recvWindowMillis what X-BAPI-RECV-WINDOW says, as text
     * @param payload the raw query or body that was signed
     * @param readPath the path of a read; empty for everything that may change something
     * @param arrival the request on which it came; all its calls show the same signature
     */
    record Signature(
            TokenId id,
            String apiKey,
            String signature,
            String timestampMillis,
            String recvWindowMillis,
            Buffer payload,
            String readPath,
            Arrival arrival)
            implements Presented {
        /** What the API key of a signed client begins with. */
        public static final String PREFIX = "pcs_";

        /**
         * The request that a signature came on.
         *
         * @param nanos when its head was read, on the monotonic ticker: its timestamp is held against that moment, for
         *     a long list asks for page after page in the name of one request
         */
        public record Arrival(RequestId request, long nanos) {}

        @Override
        public String toString() {
            return "Signature[" + id + ", redacted]";
        }
    }

    /** A client certificate that TLS has already verified. */
    record Certificate(PublicKeyHash publicKey) implements Presented {}

    /** A connection through the Unix socket that is this client's own. */
    record Socket(ClientId client) implements Presented {
        /** What records call it; longer than the id of any token. */
        public static final TokenId PUBLIC_ID = new TokenId("localunixsocket");
    }
}
