package dev.portcullis.gate;

import dev.portcullis.bybit.RestTarget;
import dev.portcullis.credential.SignatureLog;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.LedgerRecord.SignedStamp;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.Verb;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Puts every signature that is made into the ledger, without waiting for the disk (design invariant 2). */
final class SignatureRecords implements SignatureLog {
    private static final EndpointId SOCKET_AUTH = new EndpointId(Verb.GET, "/realtime");
    private static final RequestId THE_GATE_ITSELF = new RequestId("gate-socket-auth");

    private final Ledger ledger;

    SignatureRecords(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void signed(
            RestTarget target,
            CredentialId credential,
            long timestampMs,
            int recvWindowMs,
            byte @Nullable [] payloadSha256OrNull) {
        ledger.note(new LedgerRecord.Signed(
                target.requestId(),
                credential,
                target.environment(),
                target.endpoint(),
                new SignedStamp(timestampMs, recvWindowMs),
                payloadSha256OrNull == null ? null : HexFormat.of().formatHex(payloadSha256OrNull)));
    }

    @Override
    public void socketAuthSigned(EnvironmentId environment, CredentialId credential, long expiresMs) {
        ledger.note(new LedgerRecord.Signed(
                THE_GATE_ITSELF, credential, environment, SOCKET_AUTH, new SignedStamp(expiresMs, 0), null));
    }
}
