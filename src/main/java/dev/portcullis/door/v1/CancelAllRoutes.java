package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.OrderBody;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Cancels all orders of a symbol or coin; never of a whole account by leaving everything out. */
final class CancelAllRoutes {
    private static final List<String> WHICH = List.of("symbol", "baseCoin", "settleCoin");
    private static final Set<String> PARAMETERS = Set.of("category", "symbol", "baseCoin", "settleCoin", "orderFilter");

    private final V1Calls calls;

    CancelAllRoutes(V1Calls calls) {
        this.calls = calls;
    }

    List<Route> routes() {
        return List.of(Route.delete("/v1/accounts/{account}/orders", PARAMETERS, this::cancelAll));
    }

    private Future<RawAnswer> cancelAll(V1Request request) {
        if (request.raw().body().length() > 0) {
            throw Rejection.Malformed.at("body", "a cancel carries none; the query says which orders")
                    .asException();
        }
        Buffer body = V1Json.write(bodyOf(request.query()));
        Call call =
                calls.call(request, EndpointTable.ORDER_CANCEL_ALL, "", OrderBody.read(EndpointKind.CANCEL_ALL, body));
        return calls.send(call).map(answer -> answer(request, call, answer));
    }

    private static ObjectNode bodyOf(V1Query query) {
        ObjectNode body = V1Json.object().put("category", category(query).wire());
        for (String name : WHICH) {
            ListFilter form = name.equals("symbol") ? ListFilter.SYMBOL : ListFilter.COIN;
            query.one(name).ifPresent(value -> body.put(name, form.wire(name, value)));
        }
        if (WHICH.stream().noneMatch(body::has)) {
            throw Rejection.Malformed.at("query", "must say which orders: symbol, baseCoin or settleCoin")
                    .asException();
        }
        query.one("orderFilter").ifPresent(filter -> body.put("orderFilter", filterOf(filter)));
        return body;
    }

    private static Category category(V1Query query) {
        return query.one("category")
                .map(word -> Category.ofWire(word)
                        .orElseThrow(() -> Rejection.Malformed.at(
                                        "query category", "must be spot, linear, inverse or option")
                                .asException()))
                .orElse(Category.LINEAR);
    }

    private static String filterOf(String word) {
        return Optional.ofNullable(OrderField.ORDER_FILTER.form().words().get(word))
                .orElseThrow(
                        () -> Rejection.Malformed.at("query orderFilter", "must be order, tpsl_order or stop_order")
                                .asException());
    }

    private RawAnswer answer(V1Request request, Call call, Answer answer) {
        List<Header> headers = new ArrayList<>(calls.environment(call));
        if (answer instanceof Answer.Refused refused) {
            V1Problem problem = V1Problem.of(refused.rejection(), true);
            return V1Answers.problem(problem, request.id(), ReadProblems.shownWith(problem, headers));
        }
        Answer.Settled settled = (Answer.Settled) answer;
        Outcome outcome = Optional.ofNullable(settled.outcome())
                .orElseGet(() -> new Outcome.Unknown("the answer to the cancel says no outcome"));
        if (outcome instanceof Outcome.Rejected) {
            return V1Answers.problem(V1Problem.rejectedWrite(PlacementReading.wordsOf(settled)), request.id(), headers);
        }
        if (outcome instanceof Outcome.NotSent notSent) {
            return V1Answers.problem(V1Problem.of(new Rejection.NotSent(notSent.why()), true), request.id(), headers);
        }
        headers.add(new Header("X-Portcullis-Outcome", outcome.text()));
        ObjectNode report = report(request, call, outcome);
        if (outcome instanceof Outcome.Unknown unknown) {
            report.put("detail", "may have been carried out (" + unknown.why() + "); read the open orders");
            headers.add(new Header("Location", request.raw().path()));
            return V1Answers.json(202, request.id(), report, headers);
        }
        report.set("cancelled", cancelled(settled.body()));
        return V1Answers.json(200, request.id(), report, headers);
    }

    private ObjectNode report(V1Request request, Call call, Outcome outcome) {
        ObjectNode report = V1Json.object();
        calls.environment(call).forEach(header -> report.put("environment", header.value()));
        return report.put("requestId", request.id().text()).put("outcome", outcome.text());
    }

    /** The ids that the exchange says it cancels; spot answers success without any (docs:v5/order/cancel-all). */
    private static JsonNode cancelled(Buffer body) {
        ArrayNode list = V1Json.array();
        for (JsonNode order : resultList(body)) {
            OrderReport ids = new OrderReport();
            for (String name : List.of("orderId", "orderLinkId")) {
                String id = order.path(name).asText();
                if (!id.isEmpty()) {
                    ids.field(name, id);
                }
            }
            list.add(ids.toJson());
        }
        return list;
    }

    private static JsonNode resultList(Buffer body) {
        try {
            return V1Json.read(body).path("result").path("list");
        } catch (IOException notJson) {
            return V1Json.array();
        }
    }
}
