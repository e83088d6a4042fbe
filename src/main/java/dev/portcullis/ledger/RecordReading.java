package dev.portcullis.ledger;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.TokenId;
import dev.portcullis.model.Verb;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes records of the fields of a line: the way back from {@link LedgerRecord#writeTo}. */
final class RecordReading {
    private RecordReading() {}

    /** @throws IllegalArgumentException naming the field that is missing or wrong */
    static LedgerRecord read(RecordKind kind, RecordFields from) {
        return switch (kind) {
            case INTENT -> intent(from);
            case LATE -> new LedgerRecord.Late(requestId(from), orderLinkId(from), from.number("waitedMillis"));
            case SIGNED -> signed(from);
            case OUTCOME -> outcome(from);
            case RESOLVED -> resolved(from);
            case REFUSED -> refused(from);
            case ACCESS -> access(from);
            case READ -> readOf(from);
            case ADMIN -> admin(from);
            case GENESIS -> new SystemRecord.Genesis(from.text("storeId"), from.textOrNull("publicKey"));
            case SEGMENT ->
                new SystemRecord.Segment(
                        from.text("storeId"), from.smallNumber("number"), from.textOrNull("publicKey"));
            case BOOT -> boot(from);
            case STOP -> new SystemRecord.Stop();
            case CUT -> new SystemRecord.Cut(from.smallNumber("segment"), from.number("offset"), from.number("bytes"));
            case DROPPED -> dropped(from);
            case LOST -> new SystemRecord.Lost(from.number("notes"));
            case CHECKPOINT -> checkpoint(from);
            case RETIRED ->
                new SystemRecord.Retired(
                        from.smallNumber("segment"), from.number("upTo"), from.text("head"), from.text("signature"));
            case MANIFEST ->
                new SystemRecord.Manifest(from.number("counter"), from.text("mac"), from.textOrNull("changed"));
        };
    }

    private static LedgerRecord intent(RecordFields from) {
        return new LedgerRecord.Intent(
                requestId(from),
                caller(from),
                new LedgerRecord.Route(
                        new AccountId(from.text("account")),
                        new EnvironmentId(from.text("environment")),
                        endpoint(from),
                        EndpointKind.valueOf(from.text("kind")),
                        new CredentialId(from.text("credential"))),
                OrderFields.readCategory(from),
                OrderFields.readOrder(from),
                new LedgerRecord.Fence(from.number("signBy"), from.smallNumber("recvWindow")),
                new LedgerRecord.Part(from.smallNumber("child"), from.smallNumber("of")));
    }

    private static LedgerRecord signed(RecordFields from) {
        return new LedgerRecord.Signed(
                requestId(from),
                new CredentialId(from.text("credential")),
                new EnvironmentId(from.text("environment")),
                endpoint(from),
                new LedgerRecord.SignedStamp(from.number("timestamp"), from.smallNumber("recvWindow")),
                from.textOrNull("payloadSha256"));
    }

    private static LedgerRecord outcome(RecordFields from) {
        return new LedgerRecord.OutcomeRecord(
                requestId(from),
                from.smallNumber("child"),
                orderLinkId(from),
                OutcomeFields.read(from),
                from.numberOrNull("retCode") == null ? null : from.smallNumber("retCode"),
                from.numberOrNull("serverTime"));
    }

    private static LedgerRecord resolved(RecordFields from) {
        return new LedgerRecord.Resolved(
                requestId(from),
                from.smallNumber("child"),
                orderLinkId(from),
                OutcomeFields.read(from),
                from.text("evidence"),
                from.numberOrNull("serverTime"));
    }

    private static LedgerRecord refused(RecordFields from) {
        return new LedgerRecord.Refused(
                requestId(from),
                caller(from),
                account(from),
                endpoint(from),
                orderLinkId(from),
                from.text("rejection"),
                from.text("detail"));
    }

    private static LedgerRecord access(RecordFields from) {
        return new LedgerRecord.Access(
                door(from),
                from.text("network"),
                from.text("rejection"),
                new LedgerRecord.Span(from.number("count"), from.number("first"), from.number("last")));
    }

    private static LedgerRecord readOf(RecordFields from) {
        return new LedgerRecord.Read(
                requestId(from),
                caller(from),
                account(from),
                endpoint(from),
                from.smallNumber("status"),
                from.number("tookMillis"));
    }

    private static LedgerRecord admin(RecordFields from) {
        return new LedgerRecord.Admin(
                from.text("operator"), from.text("action"), from.text("target"), from.text("detail"));
    }

    private static LedgerRecord boot(RecordFields from) {
        String sync = from.text("sync");
        return new SystemRecord.Boot(
                from.text("version"),
                SyncMode.ofText(sync).orElseThrow(() -> new IllegalArgumentException("sync is \"" + sync + "\"")));
    }

    private static LedgerRecord dropped(RecordFields from) {
        String requestId = from.textOrNull("requestId");
        return new SystemRecord.Dropped(
                requestId == null ? null : new RequestId(requestId), from.number("firstSeq"), from.number("lastSeq"));
    }

    private static LedgerRecord checkpoint(RecordFields from) {
        return new SystemRecord.Checkpoint(from.number("upTo"), from.text("head"), from.text("signature"));
    }

    private static LedgerRecord.Caller caller(RecordFields from) {
        String client = from.textOrNull("client");
        String token = from.textOrNull("token");
        return new LedgerRecord.Caller(
                door(from),
                client == null ? null : new ClientId(client),
                token == null ? null : new TokenId(token),
                new PeerAddress(from.text("peer")));
    }

    private static DoorName door(RecordFields from) {
        return DoorName.valueOf(from.text("door").toUpperCase(Locale.ROOT));
    }

    private static RequestId requestId(RecordFields from) {
        return new RequestId(from.text("requestId"));
    }

    private static @Nullable OrderLinkId orderLinkId(RecordFields from) {
        String text = from.textOrNull("orderLinkId");
        return text == null ? null : new OrderLinkId(text);
    }

    private static @Nullable AccountId account(RecordFields from) {
        String text = from.textOrNull("account");
        return text == null ? null : new AccountId(text);
    }

    /** Reads back {@code POST /v5/order/create}. */
    private static EndpointId endpoint(RecordFields from) {
        String[] verbAndPath = from.text("endpoint").split(" ", 2);
        if (verbAndPath.length < 2) {
            throw new IllegalArgumentException("endpoint is \"" + verbAndPath[0] + "\", expected a verb and a path");
        }
        return new EndpointId(Verb.valueOf(verbAndPath[0]), verbAndPath[1]);
    }
}
