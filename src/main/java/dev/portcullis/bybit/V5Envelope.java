package dev.portcullis.bybit;

import com.fasterxml.jackson.core.JsonParser;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer to a write says, in Bybit's v5 shape (docs:v5/guide). Everything but retCode may be missing.
 *
 * @param retCode 0 is success
 * @param retMsg empty when there is none; of 10004 redacted, for it echoes the signed string
 * @param timeMillis the exchange's UTC milliseconds; 0 when the answer has none
 * @param orderId null when the answer names none
 * @param orderLinkId null when the answer names none
 * @param children one for each order of {@code result.list}, with its code where {@code retExtInfo.list} has one
 */
public record V5Envelope(
        int retCode,
        String retMsg,
        long timeMillis,
        @Nullable OrderId orderId,
        @Nullable OrderLinkId orderLinkId,
        List<Child> children) {

    /**
     * One order of a batch's answer.
     *
     * @param orderId null when it was refused
     * @param orderLinkId null when the answer names none
     * @param code null when the answer has none for this order
     * @param msg empty when there is none
     */
    public record Child(
            @Nullable OrderId orderId,
            @Nullable OrderLinkId orderLinkId,
            @Nullable Integer code,
            String msg) {}

    /**
     * Reads an answer's body. Lenient in all but its head: the body must be whole, and retCode a whole number that
     * comes once; else the answer is none of Bybit's, or it was cut on its way.
     */
    public static Optional<V5Envelope> read(Buffer body) {
        try (JsonParser parser = LenientJson.parser(body.getBytes())) {
            return new EnvelopeReader(parser).read();
        } catch (IOException notWholeJson) {
            return Optional.empty();
        }
    }

    /**
     * Whether a success is about the order that was sent: an accepted create has an orderId and the orderLinkId sent,
     * an amend or cancel the id that named its order. If not, answers were mixed up, and nothing is proven.
     */
    public boolean isAbout(OrderFacts sent) {
        if (sent.terms() != null) {
            return orderId != null && Objects.equals(orderLinkId, sent.orderLinkId());
        }
        return sent.orderId() != null
                ? sent.orderId().equals(orderId)
                : Objects.equals(orderLinkId, sent.orderLinkId());
    }
}
