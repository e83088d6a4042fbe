package dev.portcullis.credential;

import dev.portcullis.bybit.RestTarget;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps the records of signatures as lines, or refuses them all. */
final class FakeSignatureLog implements SignatureLog {
    final List<String> lines = new CopyOnWriteArrayList<>();
    volatile @Nullable RuntimeException refusal;
    /** What happens elsewhere while a record is taken. */
    volatile Runnable meanwhile = () -> {};

    @Override
    public void signed(
            RestTarget target,
            CredentialId credential,
            long timestampMs,
            int recvWindowMs,
            byte @Nullable [] payloadSha256OrNull) {
        refuseIfAsked();
        String hash = payloadSha256OrNull == null ? "none" : HexFormat.of().formatHex(payloadSha256OrNull);
        lines.add(target.requestId() + " " + credential + " " + timestampMs + " " + recvWindowMs + " " + hash);
    }

    @Override
    public void socketAuthSigned(EnvironmentId environment, CredentialId credential, long expiresMs) {
        refuseIfAsked();
        lines.add("socket " + environment + " " + credential + " " + expiresMs);
    }

    private void refuseIfAsked() {
        meanwhile.run();
        RuntimeException asked = refusal;
        if (asked != null) {
            throw asked;
        }
    }
}
