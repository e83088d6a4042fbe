package dev.portcullis.credential;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.RestTarget;
import dev.portcullis.bybit.SignedRest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a self-generated key: RSASSA-PKCS1-v1_5 with SHA-256, standard base64 in one line (docs:v5/guide), on the
 * {@link RsaPool}. Unlike HMAC states an RSA key lies whole in memory while it is used; revoking lets go of it, and the
 * collector takes it.
 */
final class RsaSigner implements KeySigner {
    private final Mandate mandate;
    private final RsaPool pool;
    private volatile @Nullable PrivateKey key;

    RsaSigner(Mandate mandate, PrivateKey key, RsaPool pool) {
        this.mandate = mandate;
        this.key = key;
        this.pool = pool;
    }

    @Override
    public Future<SignedRest> rest(RestTarget target, Buffer payload, long timestampMs, int recvWindowMs) {
        byte[] signed = payload.getBytes();
        return pool.run(lineOf(target), () -> {
            byte[] prefix = mandate.recordRest(target, signed, timestampMs, recvWindowMs);
            return new SignedRest(mandate.apiKey().text(), signature(prefix, signed), timestampMs, recvWindowMs);
        });
    }

    @Override
    public Future<String> socketAuth(long expiresMs) {
        return pool.run(RsaPool.Line.ORDERS, () -> signature(mandate.recordSocketAuth(expiresMs)));
    }

    @Override
    public void destroy() {
        mandate.standing().revoke();
        key = null;
    }

    @Override
    public String toString() {
        return "RsaSigner[" + mandate.credential() + "]";
    }

    private static RsaPool.Line lineOf(RestTarget target) {
        return RsaPool.Line.of(EndpointTable.of(target.endpoint()).kind());
    }

    private String signature(byte[]... parts) throws GeneralSecurityException {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("an RSA signature was asked for on an event loop");
        }
        PrivateKey standing = key;
        if (standing == null) {
            throw mandate.refusalFor(new IllegalStateException("this RSA key was destroyed"));
        }
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initSign(standing);
        for (byte[] part : parts) {
            rsa.update(part);
        }
        return Base64.getEncoder().encodeToString(rsa.sign());
    }
}
