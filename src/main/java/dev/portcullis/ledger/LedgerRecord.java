package dev.portcullis.ledger;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.Category;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.TokenId;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the ledger may record; there is no other way into it, so what no variant names (a secret, a token, a
 * signature) cannot be recorded. Each variant becomes one line of JSON whose fields stand in a fixed order.
 */
public sealed interface LedgerRecord
        permits LedgerRecord.Intent,
                LedgerRecord.Late,
                LedgerRecord.Signed,
                LedgerRecord.OutcomeRecord,
                LedgerRecord.Resolved,
                LedgerRecord.Refused,
                LedgerRecord.Access,
                LedgerRecord.Read,
                LedgerRecord.Admin,
                SystemRecord {
    /** The word in the line's {@code ev} field. */
    RecordKind recordKind();

    /** Hands over the fields in their fixed order. */
    void writeTo(FieldSink to);

    /** The gate's id of the call that the record belongs to; null when it belongs to none. */
    default @Nullable RequestId requestId() {
        return null;
    }

    /** The client's order id that the record names; null when it names none. */
    default @Nullable OrderLinkId orderLinkId() {
        return null;
    }

    /**
     * What a create, amend, cancel or configuration call is about to do; durable before its first byte leaves.
     *
     * @param category null only where the endpoint takes none
     * @param order what is known of the order; empty fields for configuration calls
     */
    record Intent(
            RequestId requestId,
            Caller caller,
            Route route,
            @Nullable Category category,
            OrderFacts order,
            Fence fence,
            Part part)
            implements LedgerRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.INTENT;
        }

        @Override
        public @Nullable OrderLinkId orderLinkId() {
            return order.orderLinkId();
        }

        @Override
        public void writeTo(FieldSink to) {
            to.text("requestId", requestId);
            caller.writeTo(to);
            route.writeTo(to);
            OrderFields.write(category, order, to);
            to.number("signBy", fence.signByMillis());
            to.number("recvWindow", fence.recvWindowMillis());
            to.number("child", part.index());
            to.number("of", part.of());
        }
    }

    /** Follows the intent of a cancel that left before its intent was durable. */
    record Late(RequestId requestId, @Nullable OrderLinkId orderLinkId, long waitedMillis) implements LedgerRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.LATE;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.text("requestId", requestId);
            to.text("orderLinkId", orderLinkId);
            to.number("waitedMillis", waitedMillis);
        }
    }

    /**
     * A signature was made; the signature itself is in no record.
     *
     * @param stamp the real timestamp of this attempt
     * @param payloadSha256 in hex, of the query or body that was signed; null when it was empty
     */
    record Signed(
            RequestId requestId,
            CredentialId credential,
            EnvironmentId environment,
            EndpointId endpoint,
            SignedStamp stamp,
            @Nullable String payloadSha256)
            implements LedgerRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.SIGNED;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.text("requestId", requestId);
            to.text("credential", credential);
            to.text("environment", environment);
            to.text("endpoint", endpoint);
            to.number("timestamp", stamp.timestampMillis());
            to.number("recvWindow", stamp.recvWindowMillis());
            to.text("payloadSha256", payloadSha256);
        }
    }

    /**
     * What is certain about a write right after it.
     *
     * @param child which part of the call, as in its intent
     * @param retCode what Bybit answered, where it did
     * @param serverTimeMillis the exchange's time in that answer
     */
    record OutcomeRecord(
            RequestId requestId,
            int child,
            @Nullable OrderLinkId orderLinkId,
            Outcome outcome,
            @Nullable Integer retCode,
            @Nullable Long serverTimeMillis)
            implements LedgerRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.OUTCOME;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.text("requestId", requestId);
            to.number("child", child);
            to.text("orderLinkId", orderLinkId);
            OutcomeFields.write(outcome, retCode, to);
            to.numberIfPresent("serverTime", serverTimeMillis);
        }
    }

    /**
     * How an unknown outcome ended.
     *
     * @param evidence which reads, or which operator and reason, proved it
     * @param serverTimeMillis the exchange's time in the last of those reads
     */
    record Resolved(
            RequestId requestId,
            int child,
            @Nullable OrderLinkId orderLinkId,
            Outcome outcome,
            String evidence,
            @Nullable Long serverTimeMillis)
            implements LedgerRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.RESOLVED;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.text("requestId", requestId);
            to.number("child", child);
            to.text("orderLinkId", orderLinkId);
            OutcomeFields.write(outcome, null, to);
            to.words("evidence", evidence);
            to.numberIfPresent("serverTime", serverTimeMillis);
        }
    }

    /** A call of a known client that the gate refused. {@code rejection} is a fixed word such as {@code risk}. */
    record Refused(
            RequestId requestId,
            Caller caller,
            @Nullable AccountId account,
            EndpointId endpoint,
            @Nullable OrderLinkId orderLinkId,
            String rejection,
            String detail)
            implements LedgerRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.REFUSED;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.text("requestId", requestId);
            caller.writeTo(to);
            to.text("account", account);
            to.text("endpoint", endpoint);
            to.text("orderLinkId", orderLinkId);
            to.words("rejection", rejection);
            to.words("detail", detail);
        }
    }

    /**
     * Refusals at the gate's entry, counted by the caller of this room so that a flood cannot buy syncs.
     *
     * @param network the peers' address or network, such as {@code 203.0.113.0/24}
     */
    record Access(DoorName door, String network, String rejection, Span span) implements LedgerRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.ACCESS;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.text("door", door.text());
            to.words("network", network);
            to.words("rejection", rejection);
            to.number("count", span.count());
            to.number("first", span.firstMillis());
            to.number("last", span.lastMillis());
        }
    }

    /** A read that was answered; noted, never waited for. */
    record Read(
            RequestId requestId,
            Caller caller,
            @Nullable AccountId account,
            EndpointId endpoint,
            int status,
            long tookMillis)
            implements LedgerRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.READ;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.text("requestId", requestId);
            caller.writeTo(to);
            to.text("account", account);
            to.text("endpoint", endpoint);
            to.number("status", status);
            to.number("tookMillis", tookMillis);
        }
    }

    /** What an operator is about to change; durable before it takes effect. */
    record Admin(String operator, String action, String target, String detail) implements LedgerRecord {
        @Override
        public RecordKind recordKind() {
            return RecordKind.ADMIN;
        }

        @Override
        public void writeTo(FieldSink to) {
            to.words("operator", operator);
            to.words("action", action);
            to.words("target", target);
            to.words("detail", detail);
        }
    }

    /** Who called: a client through a door, or the gate itself (client null). */
    record Caller(
            DoorName door,
            @Nullable ClientId client,
            @Nullable TokenId token,
            PeerAddress peer) {
        void writeTo(FieldSink to) {
            to.text("door", door.text());
            to.text("client", client);
            to.text("token", token);
            to.words("peer", peer.text());
        }
    }

    /** Where a call goes and which credential signs it. */
    record Route(
            AccountId account,
            EnvironmentId environment,
            EndpointId endpoint,
            EndpointKind kind,
            CredentialId credential) {
        void writeTo(FieldSink to) {
            to.text("account", account);
            to.text("environment", environment);
            to.text("endpoint", endpoint);
            to.text("kind", kind);
            to.text("credential", credential);
        }
    }

    /**
     * What bounds the exchange's acceptance: nothing signed after {@code signByMillis}, nothing taken {@code
     * recvWindowMillis} after that.
     *
     * @param signByMillis milliseconds of the exchange's clock
     */
    record Fence(long signByMillis, int recvWindowMillis) {}

    /** Which part of a call: {@code index} from 0, of {@code of}; a call that is no batch is part 0 of 1. */
    record Part(int index, int of) {
        /** The only part of a call that is no batch. */
        public static final Part WHOLE = new Part(0, 1);
    }

    /** The timestamp and window of one signature, in milliseconds. */
    record SignedStamp(long timestampMillis, int recvWindowMillis) {}

    /** How often, and between which wall times. */
    record Span(long count, long firstMillis, long lastMillis) {}
}
