package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.OrderBody;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.identity.Client;
import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Rejection.FieldError;
import dev.portcullis.model.WriteBody;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Amends and cancels one order. What is answered is what is certain of the change; a read shows the order itself. */
final class ChangeRoutes {
    private static final Set<OrderField> AMENDABLE = EnumSet.of(
            OrderField.QTY,
            OrderField.PRICE,
            OrderField.TRIGGER_PRICE,
            OrderField.TRIGGER_BY,
            OrderField.TAKE_PROFIT,
            OrderField.STOP_LOSS,
            OrderField.TP_TRIGGER_BY,
            OrderField.SL_TRIGGER_BY);
    private static final String ONE = "/v1/accounts/{account}/orders/{id}";

    private final V1Calls calls;
    private final DeskView desk;
    private final OrderTargets targets;

    ChangeRoutes(V1Calls calls, DeskView desk, OrderTargets targets) {
        this.calls = calls;
        this.desk = desk;
        this.targets = targets;
    }

    List<Route> routes() {
        return List.of(
                Route.patch(ONE, OrderTargets.PARAMETERS, this::amend),
                Route.delete(ONE, OrderTargets.PARAMETERS, this::cancel));
    }

    private Future<RawAnswer> amend(V1Request request) {
        ObjectNode changes = changesOf(V1Body.object(request));
        return onTarget(request, EndpointTable.ORDER_AMEND, changes);
    }

    private Future<RawAnswer> cancel(V1Request request) {
        if (request.raw().body().length() > 0) {
            throw Rejection.Malformed.at("body", "a cancel carries none; the path names the order")
                    .asException();
        }
        return onTarget(request, EndpointTable.ORDER_CANCEL, V1Json.object());
    }

    private static ObjectNode changesOf(ObjectNode asked) {
        List<FieldError> complaints = new ArrayList<>();
        OrderFieldsReading reading = new OrderFieldsReading("", complaints);
        reading.refuseUnknown(asked, AMENDABLE, Set.of("extra"));
        ObjectNode changes = V1Json.object();
        reading.copy(asked, AMENDABLE, changes);
        if (asked.isEmpty()) {
            complaints.add(new FieldError("body", "changes nothing; give qty, price or another field to change"));
        }
        OrderDraft.refuse(complaints);
        return changes;
    }

    private Future<RawAnswer> onTarget(V1Request request, EndpointId endpoint, ObjectNode changes) {
        Optional<Client> client = desk.caller(request);
        Optional<EnvironmentId> environment = client.flatMap(known -> desk.environment(known, request.account()));
        if (environment.isEmpty()) {
            return calls.turnAway(request);
        }
        return targets.find(request, client.orElseThrow(), environment.get()).compose(target -> {
            ObjectNode body = target.named();
            body.setAll(changes);
            Call call = calls.call(request, endpoint, "", bodyOf(endpoint, body));
            return calls.send(call)
                    .map(answer -> answer(request, call, report(target, environment.get(), request), answer));
        });
    }

    private static WriteBody bodyOf(EndpointId endpoint, ObjectNode body) {
        return OrderBody.read(EndpointTable.of(endpoint).kind(), V1Json.write(body));
    }

    private static OrderReport report(OrderTarget target, EnvironmentId environment, V1Request request) {
        return target.begun()
                .where(environment.text(), request.id())
                .field("category", target.category().wire())
                .field("symbol", target.symbol().text());
    }

    private RawAnswer answer(V1Request request, Call call, OrderReport report, Answer answer) {
        List<Header> headers = new ArrayList<>(calls.environment(call));
        if (answer instanceof Answer.Refused refused) {
            return V1Answers.problem(V1Problem.of(refused.rejection(), true), request.id(), headers);
        }
        Answer.Settled settled = (Answer.Settled) answer;
        Outcome outcome = Optional.ofNullable(settled.outcome())
                .orElseGet(() -> new Outcome.Unknown("the answer to the change says no outcome"));
        if (outcome instanceof Outcome.Rejected) {
            V1Problem problem = V1Problem.rejectedWrite(PlacementReading.wordsOf(settled));
            return V1Answers.problem(problem, request.id(), headers);
        }
        if (outcome instanceof Outcome.NotSent notSent) {
            V1Problem problem = V1Problem.of(new Rejection.NotSent(notSent.why()), true);
            return V1Answers.problem(problem, request.id(), headers);
        }
        return certain(request, report, outcome, headers);
    }

    private static RawAnswer certain(V1Request request, OrderReport report, Outcome outcome, List<Header> headers) {
        headers.add(new Header("X-Portcullis-Outcome", outcome.text()));
        report.outcome(outcome.text());
        if (!(outcome instanceof Outcome.Unknown unknown)) {
            return V1Answers.json(200, request.id(), report.toJson(), headers);
        }
        headers.add(new Header("Location", request.raw().path()));
        report.detail("may have been carried out (" + unknown.why() + "); read the order before you try again");
        return V1Answers.json(202, request.id(), report.toJson(), headers);
    }
}
