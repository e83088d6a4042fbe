package dev.portcullis.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an endpoint answers: retCode, retMsg, result and retExtInfo (docs:v5/guide, section response). The time is put
 * in when it is written.
 *
 * @param retCode 0 for success
 * @param retMsg {@code OK} for most successes
 * @param result the payload, empty for a refusal
 * @param retExtInfo empty but for batches
 */
public record Envelope(int retCode, String retMsg, ObjectNode result, ObjectNode retExtInfo) {
    /** A success. */
    public static Envelope ok(ObjectNode result) {
        return new Envelope(RetCode.OK.code(), RetCode.OK.message(), result, Json.object());
    }

    /** A success with a retMsg of its own, as some endpoints have. */
    public static Envelope ok(ObjectNode result, String retMsg) {
        return new Envelope(RetCode.OK.code(), retMsg, result, Json.object());
    }

    /** A refusal: no result. */
    public static Envelope refused(Refusal refusal) {
        return new Envelope(refusal.code(), refusal.text(), Json.object(), Json.object());
    }

    /** The same answer under another code, as a script may demand. */
    public Envelope withCode(int otherCode, String otherMessage) {
        return new Envelope(otherCode, otherMessage, Json.object(), Json.object());
    }

    /** The bytes on the wire, field order as Bybit's. */
    public byte[] toBytes(long timeMillis) {
        ObjectNode envelope = Json.object();
        envelope.put("retCode", retCode);
        envelope.put("retMsg", retMsg);
        envelope.set("result", result);
        envelope.set("retExtInfo", retExtInfo);
        envelope.put("time", timeMillis);
        return Json.bytes(envelope);
    }
}
