package dev.portcullis.credential;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.RestTarget;
import dev.portcullis.bybit.SignedRest;
import dev.portcullis.bybit.SigningMoment;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Signs with a system-generated key whose secret is in Vault alone: HMAC-SHA256 as Vault makes it, in lower-case hex.
 * The timestamp is taken when the request to Vault is written; a revocation holds for what is on the way too.
 */
final class VaultHmacSigner implements KeySigner {
    private static final HexFormat HEX = HexFormat.of();
    private static final long SOCKET_AUTH_WITHIN_MILLIS = 5_000;

    private final Mandate mandate;
    private final VaultHmacKey key;
    private final Supplier<Optional<VaultHmac>> vault;

    /** @param vault the one that the configuration names now */
    VaultHmacSigner(Mandate mandate, VaultHmacKey key, Supplier<Optional<VaultHmac>> vault) {
        this.mandate = mandate;
        this.key = key;
        this.vault = vault;
    }

    @Override
    public Future<SignedRest> rest(RestTarget target, Buffer payload, SigningMoment moment, int recvWindowMs) {
        RestInput input = new RestInput(target, payload.getBytes(), moment, recvWindowMs);
        RsaPool.Line line = RsaPool.Line.of(EndpointTable.of(target.endpoint()).kind());
        return signature(line, input)
                .map(hex -> new SignedRest(mandate.apiKey().text(), hex, input.timestampMs, recvWindowMs));
    }

    @Override
    public Future<SignedRest> rest(RestTarget target, Buffer payload, long timestampMs, int recvWindowMs) {
        return rest(target, payload, new Given(timestampMs, recvWindowMs), recvWindowMs);
    }

    @Override
    public Future<String> socketAuth(long expiresMs) {
        return signature(RsaPool.Line.ORDERS, new VaultHmac.Input() {
            @Override
            public byte[] atWrite() {
                return mandate.recordSocketAuth(expiresMs);
            }

            @Override
            public long millisLeft() {
                return SOCKET_AUTH_WITHIN_MILLIS;
            }
        });
    }

    @Override
    public boolean isFarAway() {
        return true;
    }

    @Override
    public void destroy() {
        mandate.standing().revoke();
    }

    private Future<String> signature(RsaPool.Line line, VaultHmac.Input input) {
        return vault.get()
                .map(known -> known.of(key, line, input))
                .orElseGet(() -> Future.failedFuture(VaultHmacWords.noVault(key)))
                .map(hmac -> {
                    mandate.requireStanding();
                    return HEX.formatHex(hmac);
                });
    }

    /** A moment that was decided before. */
    private record Given(long timestampMs, long millisLeft) implements SigningMoment {}

    /** The text of one request, made when it is written. */
    private final class RestInput implements VaultHmac.Input {
        private final RestTarget target;
        private final byte[] payload;
        private final SigningMoment moment;
        private final int recvWindowMs;
        private volatile long timestampMs;

        private RestInput(RestTarget target, byte[] payload, SigningMoment moment, int recvWindowMs) {
            this.target = target;
            this.payload = payload;
            this.moment = moment;
            this.recvWindowMs = recvWindowMs;
        }

        @Override
        public byte[] atWrite() {
            timestampMs = moment.timestampMs();
            byte[] prefix = mandate.recordRest(target, payload, timestampMs, recvWindowMs);
            byte[] text = Arrays.copyOf(prefix, prefix.length + payload.length);
            System.arraycopy(payload, 0, text, prefix.length, payload.length);
            return text;
        }

        @Override
        public long millisLeft() {
            return moment.millisLeft();
        }
    }

    @Override
    public String toString() {
        return "VaultHmacSigner[" + mandate.credential() + "]";
    }
}
