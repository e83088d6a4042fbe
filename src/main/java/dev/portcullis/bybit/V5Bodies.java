package dev.portcullis.bybit;

import dev.portcullis.model.Category;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Symbol;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes answers in Bybit's v5 shape, and takes out of Bybit's own what a caller may not see. */
public final class V5Bodies {
    private static final Set<String> OF_THE_KEY = Set.of("/result/apiKey", "/result/ips");

    private V5Bodies() {}

    /**
     * One order of a batch's answer.
     *
     * @param orderId null when it was refused
     * @param code 0 when it was accepted
     */
    public record Line(
            Category category,
            @Nullable Symbol symbol,
            @Nullable OrderId orderId,
            @Nullable OrderLinkId orderLinkId,
            int code,
            String msg) {}

    /** The answer to an accepted order (docs:v5/order/create-order); an empty orderId is an empty string in it. */
    public static Buffer ack(OrderLinkId orderLinkId, Optional<OrderId> orderId, long timeMillis) {
        StringBuilder result = new StringBuilder("{\"orderId\":");
        CanonicalText.quote(result, orderId.map(OrderId::text).orElse(""));
        result.append(",\"orderLinkId\":");
        CanonicalText.quote(result, orderLinkId.text());
        return envelope(0, "OK", result.append('}').toString(), "{}", timeMillis);
    }

    /** A refusal, by Bybit's code or by one of the gate's own. */
    public static Buffer refusal(int retCode, String retMsg, long timeMillis) {
        return envelope(retCode, retMsg, "{}", "{}", timeMillis);
    }

    /** The answer to a create-batch (docs:v5/order/batch-place): retCode 0, and a code for each order. */
    public static Buffer batch(List<Line> lines, long timeMillis) {
        StringBuilder results = new StringBuilder("{\"list\":[");
        StringBuilder codes = new StringBuilder("{\"list\":[");
        String separator = "";
        for (Line line : lines) {
            appendResult(results.append(separator), line);
            codes.append(separator).append("{\"code\":").append(line.code()).append(",\"msg\":");
            CanonicalText.quote(codes, line.msg());
            codes.append('}');
            separator = ",";
        }
        return envelope(
                0, "OK", results.append("]}").toString(), codes.append("]}").toString(), timeMillis);
    }

    /**
     * The body without the signed string that a 10004 echoes, API key included; every other body is returned as it is.
     * What cannot be read but holds such an echo is replaced as a whole.
     */
    public static Buffer redactOriginString(Buffer body) {
        String text = body.toString(StandardCharsets.ISO_8859_1);
        boolean echoes = Redaction.echoesSignedString(text);
        if (!echoes && !text.contains(Integer.toString(Redaction.WRONG_SIGNATURE))) {
            return body;
        }
        Optional<V5Envelope> envelope = V5Envelope.read(body);
        boolean isWrongSignature = envelope.map(V5Envelope::retCode)
                .filter(code -> code == Redaction.WRONG_SIGNATURE)
                .isPresent();
        return echoes || isWrongSignature ? withoutEcho(body.getBytes()) : body;
    }

    /**
     * The answer of query-api as a client of the gate may see it: the client's own token id as apiKey, and no
     * addresses.
     *
     * @throws IllegalArgumentException when the body is not whole JSON; then nothing of it may be shown
     */
    public static Buffer queryApiShownTo(Buffer body, String tokenId) {
        byte[] bytes = body.getBytes();
        ByteEdits edits = new ByteEdits(bytes);
        try {
            for (ValueSpans.Span span : ValueSpans.of(bytes, OF_THE_KEY)) {
                edits.replace(span.start(), span.end(), shown(span, tokenId));
            }
        } catch (IOException notJson) {
            throw new IllegalArgumentException("the answer of query-api is not whole JSON", notJson);
        }
        return edits.result();
    }

    private static String shown(ValueSpans.Span span, String tokenId) {
        if (span.pointer().endsWith("/ips")) {
            return "[]";
        }
        StringBuilder quoted = new StringBuilder();
        CanonicalText.quote(quoted, tokenId);
        return quoted.toString();
    }

    private static Buffer withoutEcho(byte[] bytes) {
        StringBuilder instead = new StringBuilder();
        CanonicalText.quote(instead, Redaction.INSTEAD);
        ByteEdits edits = new ByteEdits(bytes);
        try {
            for (ValueSpans.Span span : ValueSpans.of(bytes, Set.of("/retMsg"))) {
                edits.replace(span.start(), span.end(), instead.toString());
            }
        } catch (IOException notJson) {
            return refusal(Redaction.WRONG_SIGNATURE, Redaction.INSTEAD, 0);
        }
        Buffer redacted = edits.result();
        boolean stillEchoes = Redaction.echoesSignedString(redacted.toString(StandardCharsets.ISO_8859_1));
        return stillEchoes ? refusal(Redaction.WRONG_SIGNATURE, Redaction.INSTEAD, 0) : redacted;
    }

    private static void appendResult(StringBuilder out, Line line) {
        out.append("{\"category\":\"").append(line.category().wire()).append("\",\"symbol\":");
        CanonicalText.quote(out, textOrEmpty(line.symbol()));
        out.append(",\"orderId\":");
        CanonicalText.quote(out, textOrEmpty(line.orderId()));
        out.append(",\"orderLinkId\":");
        CanonicalText.quote(out, textOrEmpty(line.orderLinkId()));
        out.append(",\"createAt\":\"\"}");
    }

    private static String textOrEmpty(@Nullable Object id) {
        return id == null ? "" : id.toString();
    }

    private static Buffer envelope(int retCode, String retMsg, String result, String extInfo, long timeMillis) {
        StringBuilder out = new StringBuilder("{\"retCode\":").append(retCode).append(",\"retMsg\":");
        CanonicalText.quote(out, retMsg);
        out.append(",\"result\":").append(result);
        out.append(",\"retExtInfo\":").append(extInfo);
        out.append(",\"time\":").append(timeMillis).append('}');
        return Buffer.buffer(out.toString());
    }
}
