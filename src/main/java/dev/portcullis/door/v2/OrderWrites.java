package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.V5Bodies;
import dev.portcullis.bybit.V5Envelope;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.Outcome;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Places, replaces and cancels orders: an old script's fields become a v5 body, what is certain an old result. */
final class OrderWrites {
    private static final Set<OldField> CREATE = Set.of(
            OldField.SYMBOL,
            OldField.SIDE,
            OldField.ORDER_TYPE,
            OldField.QTY,
            OldField.PRICE,
            OldField.TIME_IN_FORCE,
            OldField.REDUCE_ONLY,
            OldField.CLOSE_ON_TRIGGER,
            OldField.ORDER_LINK_ID,
            OldField.TAKE_PROFIT,
            OldField.STOP_LOSS,
            OldField.TP_TRIGGER_BY,
            OldField.SL_TRIGGER_BY,
            OldField.POSITION_IDX);
    private static final List<OldField> CHANGES = List.of(
            OldField.P_R_QTY,
            OldField.P_R_PRICE,
            OldField.TAKE_PROFIT,
            OldField.STOP_LOSS,
            OldField.TP_TRIGGER_BY,
            OldField.SL_TRIGGER_BY);
    private static final List<OldField> IDS = List.of(OldField.ORDER_ID, OldField.ORDER_LINK_ID);
    private static final Set<OldField> CANCEL = Set.of(OldField.SYMBOL, OldField.ORDER_ID, OldField.ORDER_LINK_ID);
    private static final Set<OldField> REPLACE =
            Stream.concat(CANCEL.stream(), CHANGES.stream()).collect(Collectors.toUnmodifiableSet());
    private static final String NO_ID = "is missing, and so is order_link_id; name the order by one of them";

    private final OldCalls calls;
    private final OldAnswers answers;

    OrderWrites(OldCalls calls, OldAnswers answers) {
        this.calls = calls;
        this.answers = answers;
    }

    List<OldRoute> routes() {
        return List.of(
                OldRoute.post("/v2/private/order/create", OldFamily.INVERSE, this::create),
                OldRoute.post("/v2/private/order/replace", OldFamily.INVERSE, this::replace),
                OldRoute.post("/v2/private/order/cancel", OldFamily.INVERSE, this::cancel),
                OldRoute.post("/v2/private/order/cancelAll", OldFamily.INVERSE, this::cancelAll),
                OldRoute.post("/private/linear/order/create", OldFamily.LINEAR, this::create),
                OldRoute.post("/private/linear/order/replace", OldFamily.LINEAR, this::replace),
                OldRoute.post("/private/linear/order/cancel", OldFamily.LINEAR, this::cancel),
                OldRoute.post("/private/linear/order/cancel-all", OldFamily.LINEAR, this::cancelAll));
    }

    private Future<RawAnswer> create(OldRequest request) {
        FieldReading fields =
                request.fields(CREATE).require(OldField.SIDE, OldField.SYMBOL, OldField.ORDER_TYPE, OldField.QTY);
        boolean isLimit =
                fields.text(OldField.ORDER_TYPE).filter("Limit"::equals).isPresent();
        if (isLimit) {
            fields.require(OldField.PRICE);
        }
        fields.done();
        ObjectNode body = bodyOf(request, fields);
        if (!fields.has(OldField.TIME_IN_FORCE)) {
            body.put(OldField.TIME_IN_FORCE.v5Name(), isLimit ? "GTC" : "IOC");
        }
        Call call = calls.write(request, EndpointTable.ORDER_CREATE, body);
        return send(request, call, acked -> CreatedOrder.of(request.family(), body, acked.envelope()));
    }

    private Future<RawAnswer> replace(OldRequest request) {
        FieldReading fields = request.fields(REPLACE)
                .require(OldField.SYMBOL)
                .requireOneOf(NO_ID, IDS)
                .requireOneOf("is missing, and so is everything else that could change", CHANGES)
                .done();
        return change(request, EndpointTable.ORDER_AMEND, fields);
    }

    private Future<RawAnswer> cancel(OldRequest request) {
        FieldReading fields = request.fields(CANCEL)
                .require(OldField.SYMBOL)
                .requireOneOf(NO_ID, IDS)
                .done();
        return change(request, EndpointTable.ORDER_CANCEL, fields);
    }

    private Future<RawAnswer> change(OldRequest request, EndpointId endpoint, FieldReading fields) {
        Call call = calls.write(request, endpoint, bodyOf(request, fields));
        return send(
                request,
                call,
                acked -> OldJson.object()
                        .put(
                                "order_id",
                                idOf(fields, OldField.ORDER_ID, acked.envelope().orderId()))
                        .put(
                                "order_link_id",
                                idOf(
                                        fields,
                                        OldField.ORDER_LINK_ID,
                                        acked.envelope().orderLinkId()))
                        .put("symbol", fields.needed(OldField.SYMBOL)));
    }

    private static String idOf(FieldReading fields, OldField field, @Nullable Object answered) {
        return answered != null ? answered.toString() : fields.text(field).orElse("");
    }

    /** As the old endpoint did, only what waits in the book: conditional orders had a cancelAll of their own. */
    private Future<RawAnswer> cancelAll(OldRequest request) {
        FieldReading fields =
                request.fields(Set.of(OldField.SYMBOL)).require(OldField.SYMBOL).done();
        ObjectNode body = bodyOf(request, fields).put("orderFilter", "Order");
        Call call = calls.write(request, EndpointTable.ORDER_CANCEL_ALL, body);
        return send(request, call, acked -> cancelled(request.family(), fields, acked.body()));
    }

    private static ObjectNode bodyOf(OldRequest request, FieldReading fields) {
        ObjectNode body = OldJson.object()
                .put(
                        "category",
                        request.family()
                                .category(fields.needed(OldField.SYMBOL))
                                .wire());
        fields.into(body);
        return body;
    }

    private static JsonNode cancelled(OldFamily family, FieldReading fields, Buffer body) {
        ArrayNode list = OldJson.array();
        for (JsonNode order : resultList(body)) {
            String orderId = order.path("orderId").asText();
            if (family == OldFamily.LINEAR) {
                list.add(orderId);
            } else {
                list.addObject()
                        .put("clOrdID", orderId)
                        .put("order_link_id", order.path("orderLinkId").asText())
                        .put("symbol", fields.needed(OldField.SYMBOL))
                        .put("cancel_type", "CancelByUser");
            }
        }
        return list;
    }

    private static JsonNode resultList(Buffer body) {
        try {
            return OldJson.read(body).path("result").path("list");
        } catch (IOException notJson) {
            return OldJson.array();
        }
    }

    /** A yes, and what it says. */
    private record Acked(V5Envelope envelope, Buffer body) {}

    private Future<RawAnswer> send(OldRequest request, Call call, Function<Acked, JsonNode> result) {
        return calls.send(call).map(answer -> {
            if (answer instanceof Answer.Refused refused) {
                return answers.refused(call, refused.rejection());
            }
            return settled(request.family(), call, (Answer.Settled) answer, result);
        });
    }

    private RawAnswer settled(OldFamily family, Call call, Answer.Settled settled, Function<Acked, JsonNode> result) {
        List<Header> headers = new ArrayList<>();
        if (settled.replayed()) {
            headers.add(new Header("X-Portcullis-Replayed", "true"));
        }
        Buffer body = V5Bodies.redactOriginString(settled.body());
        Optional<V5Envelope> envelope = V5Envelope.read(body);
        Outcome outcome = settled.outcome();
        if (outcome != null && isDone(outcome) && envelope.isPresent()) {
            headers.add(new Header("X-Portcullis-Outcome", outcome.text()));
            OldAnswers.Told told =
                    new OldAnswers.Told(settled.head(), envelope.get().timeMillis());
            return answers.success(call, told, result.apply(new Acked(envelope.get(), body)), headers);
        }
        return answers.trouble(call, settled.head(), troubleOf(family, call, outcome, envelope), headers);
    }

    private static boolean isDone(Outcome outcome) {
        return outcome instanceof Outcome.Acked || outcome instanceof Outcome.Adopted;
    }

    private static Trouble troubleOf(
            OldFamily family, Call call, @Nullable Outcome outcome, Optional<V5Envelope> envelope) {
        String link = OldAnswers.linkOf(call);
        if (outcome instanceof Outcome.Rejected rejected) {
            return Trouble.ofBybit(
                    family, rejected.retCode(), envelope.map(V5Envelope::retMsg).orElse(""));
        }
        if (outcome instanceof Outcome.NotSent notSent) {
            return Trouble.notSent(notSent.why());
        }
        if (outcome instanceof Outcome.NotPlaced) {
            return Trouble.notPlaced(link);
        }
        return Trouble.unknown(
                link,
                outcome instanceof Outcome.Unknown unknown
                        ? unknown.why()
                        : "the answer does not say what became of it");
    }
}
