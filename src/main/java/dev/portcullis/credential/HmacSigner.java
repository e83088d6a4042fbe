package dev.portcullis.credential;

import dev.portcullis.bybit.RestTarget;
import dev.portcullis.bybit.SignedRest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;

/** Signs with a system-generated key: HMAC-SHA256, lower-case hex, at once on the calling thread. */
final class HmacSigner implements KeySigner {
    private static final HexFormat HEX = HexFormat.of();

    private final Mandate mandate;
    private final HmacMidstates midstates;

    /** @param secret stays the caller's to wipe */
    HmacSigner(Mandate mandate, byte[] secret) {
        this.mandate = mandate;
        this.midstates = HmacMidstates.of(secret);
    }

    @Override
    public Future<SignedRest> rest(RestTarget target, Buffer payload, long timestampMs, int recvWindowMs) {
        try {
            byte[] signed = payload.getBytes();
            byte[] prefix = mandate.recordRest(target, signed, timestampMs, recvWindowMs);
            String signature = HEX.formatHex(midstates.sign(prefix, signed));
            return Future.succeededFuture(
                    new SignedRest(mandate.apiKey().text(), signature, timestampMs, recvWindowMs));
        } catch (RuntimeException refused) {
            return Future.failedFuture(mandate.refusalFor(refused));
        }
    }

    @Override
    public Future<String> socketAuth(long expiresMs) {
        try {
            return Future.succeededFuture(HEX.formatHex(midstates.sign(mandate.recordSocketAuth(expiresMs))));
        } catch (RuntimeException refused) {
            return Future.failedFuture(mandate.refusalFor(refused));
        }
    }

    @Override
    public void destroy() {
        mandate.standing().revoke();
        midstates.destroy();
    }

    @Override
    public String toString() {
        return "HmacSigner[" + mandate.credential() + "]";
    }
}
