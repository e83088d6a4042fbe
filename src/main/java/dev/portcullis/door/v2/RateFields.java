package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.RateTable;
import dev.portcullis.bybit.Tier;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Call;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the old API said of rate limits in its bodies: from the headers of Bybit's answer where there is one, else what
 * Bybit documents for the endpoint. Now per second, where it was per minute.
 *
 * @param left requests that the window still has
 * @param resetMillis when it has room again; the present unless it is full
 */
record RateFields(int limit, int left, long resetMillis) {
    private static final long RESET_AHEAD_AT_LEAST_MILLIS = 50;

    /** Those of an answer; empty when neither Bybit nor its documentation says anything. */
    static Optional<RateFields> of(Call call, AnswerHead head, long nowMillis) {
        OptionalInt documented = RateTable.perSecond(EndpointTable.of(call.endpoint()), call.category(), Tier.DEFAULT);
        OptionalInt said = whole(head, "X-Bapi-Limit");
        if (said.isEmpty() && documented.isEmpty()) {
            return Optional.empty();
        }
        int limit = said.orElseGet(documented::getAsInt);
        long resetMillis = head.header("X-Bapi-Limit-Reset-Timestamp")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(nowMillis);
        return Optional.of(
                new RateFields(limit, whole(head, "X-Bapi-Limit-Status").orElse(limit), resetMillis));
    }

    private static OptionalInt whole(AnswerHead head, String name) {
        return head.header(name)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    /** The same of a window that is full. */
    RateFields full(long nowMillis, long retryAfterMillis) {
        return new RateFields(limit, 0, nowMillis + Math.max(RESET_AHEAD_AT_LEAST_MILLIS, retryAfterMillis));
    }

    void into(ObjectNode envelope) {
        envelope.put("rate_limit_status", left)
                .put("rate_limit_reset_ms", resetMillis)
                .put("rate_limit", limit);
    }
}
