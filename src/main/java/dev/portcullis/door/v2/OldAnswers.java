package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.door.EnvironmentOf;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.door.RawRequest;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Writes answers in the old envelope. Always HTTP 200, as the old API answered; what went wrong says the ret_code. */
final class OldAnswers {
    private final LongSupplier exchangeMillis;
    private final EnvironmentOf environmentOf;

    /** @param exchangeMillis the best guess of Bybit's clock */
    OldAnswers(LongSupplier exchangeMillis, EnvironmentOf environmentOf) {
        this.exchangeMillis = exchangeMillis;
        this.environmentOf = environmentOf;
    }

    /** A success of a call. */
    RawAnswer success(Call call, Told told, JsonNode result, List<Header> more) {
        long nowMillis = told.timeMillis() > 0 ? told.timeMillis() : exchangeMillis.getAsLong();
        ObjectNode envelope = envelope(0, "OK", "", "", result).put("time_now", timeNow(nowMillis));
        RateFields.of(call, told.head(), nowMillis).ifPresent(rate -> rate.into(envelope));
        List<Header> headers = headersOf(call, true);
        headers.addAll(more);
        return whole(headers, envelope);
    }

    /** The answer to the time, which alone says it to the microsecond and knows no limits. */
    RawAnswer time(Call call, long serverMillis, long serverMicros) {
        ObjectNode result = OldJson.object().put("server_time", serverMillis);
        ObjectNode envelope = envelope(0, "OK", "", "", result).put("time_now", seconds(serverMicros));
        return whole(headersOf(call, true), envelope);
    }

    /** The gate's own no to a call. */
    RawAnswer refused(Call call, Rejection rejection) {
        return trouble(call, AnswerHead.ok(), Trouble.of(rejection), List.of());
    }

    /** A trouble of a call. */
    RawAnswer trouble(Call call, AnswerHead head, Trouble trouble, List<Header> more) {
        long nowMillis = exchangeMillis.getAsLong();
        ObjectNode envelope = envelope(trouble, nowMillis);
        RateFields.of(call, head, nowMillis)
                .map(rate -> trouble.retryAfterMillis() > 0 ? rate.full(nowMillis, trouble.retryAfterMillis()) : rate)
                .ifPresent(rate -> rate.into(envelope));
        List<Header> headers = headersOf(call, !trouble.isOfAStranger());
        if (!call.kind().isRead()) {
            headers.add(new Header("X-Portcullis-Outcome", trouble.outcome()));
        }
        headers.addAll(more);
        return whole(headers, envelope);
    }

    /** A trouble of a request that never became a call. */
    RawAnswer trouble(RawRequest request, Trouble trouble) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("X-Portcullis-Request-Id", request.id().text()));
        if (request.method().name().equals("POST")) {
            headers.add(new Header("X-Portcullis-Outcome", trouble.outcome()));
        }
        return whole(headers, envelope(trouble, exchangeMillis.getAsLong()));
    }

    /**
     * What an answer said of itself.
     *
     * @param timeMillis 0 when it says no time
     */
    record Told(AnswerHead head, long timeMillis) {}

    private static ObjectNode envelope(Trouble trouble, long nowMillis) {
        return envelope(trouble.retCode(), trouble.retMsg(), trouble.extCode(), trouble.extInfo(), OldJson.object())
                .put("time_now", timeNow(nowMillis));
    }

    private static ObjectNode envelope(int retCode, String retMsg, String extCode, String extInfo, JsonNode result) {
        ObjectNode envelope = OldJson.object()
                .put("ret_code", retCode)
                .put("ret_msg", retMsg)
                .put("ext_code", extCode)
                .put("ext_info", extInfo);
        envelope.set("result", result);
        return envelope;
    }

    private static String timeNow(long millis) {
        return seconds(TimeUnit.MILLISECONDS.toMicros(millis));
    }

    /** A string of seconds with six digits behind the point. */
    private static String seconds(long micros) {
        long second = TimeUnit.SECONDS.toMicros(1);
        return String.format(Locale.ROOT, "%d.%06d", micros / second, micros % second);
    }

    private List<Header> headersOf(Call call, boolean showsEnvironment) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("X-Portcullis-Request-Id", call.requestId().text()));
        if (showsEnvironment) {
            environmentOf.call(call).ifPresent(name -> headers.add(new Header("X-Portcullis-Environment", name)));
        }
        if (call.kind().isCreate()) {
            headers.add(new Header("X-Portcullis-Order-Link-Id", linkOf(call)));
        }
        return headers;
    }

    /** The orderLinkId of the order that a write means; empty when it names none. */
    static String linkOf(Call call) {
        List<OrderFacts> orders = call.body() == null ? List.of() : call.body().orders();
        return orders.stream()
                .map(OrderFacts::orderLinkId)
                .filter(Objects::nonNull)
                .map(OrderLinkId::text)
                .collect(Collectors.joining(","));
    }

    private static RawAnswer whole(List<Header> headers, ObjectNode envelope) {
        headers.add(new Header("Content-Type", "application/json"));
        return new RawAnswer.Whole(200, headers, OldJson.write(envelope));
    }
}
