package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.normal.NormalOrder;
import dev.portcullis.bybit.normal.V5Page;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.identity.Client;
import dev.portcullis.model.Call;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Outcome;
import dev.portcullis.pipeline.KnownOrder;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Reads one order: as the exchange shows it, with what the gate is certain of; where the exchange shows nothing, what
 * the gate knows alone.
 */
final class OrderReadRoutes {
    private final V1Calls calls;
    private final DeskView desk;
    private final OrderTargets targets;
    private final PageReads reads;

    OrderReadRoutes(V1Calls calls, DeskView desk, OrderTargets targets, PageReads reads) {
        this.calls = calls;
        this.desk = desk;
        this.targets = targets;
        this.reads = reads;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/accounts/{account}/orders/{id}", OrderTargets.PARAMETERS, this::read));
    }

    private Future<RawAnswer> read(V1Request request) {
        Optional<Client> client = desk.caller(request);
        Optional<EnvironmentId> environment = client.flatMap(known -> desk.environment(known, request.account()));
        if (environment.isEmpty()) {
            return calls.turnAway(request);
        }
        return targets.find(request, client.orElseThrow(), environment.get())
                .compose(target ->
                        seen(request, target).map(order -> answer(request, target, environment.get(), order)));
    }

    /** Recently closed orders are among the open ones, all others in the history (docs:v5/order/open-order). */
    private Future<Optional<ObjectNode>> seen(V1Request request, OrderTarget target) {
        Call open = calls.call(request, EndpointTable.ORDER_REALTIME, target.query(), null);
        return reads.page(open).compose(page -> {
            Optional<ObjectNode> found = only(target, page);
            if (found.isPresent()) {
                return Future.succeededFuture(found);
            }
            Call closed = calls.further(request, EndpointTable.ORDER_HISTORY, target.query(), null);
            return reads.page(closed).map(history -> only(target, history));
        });
    }

    private static Optional<ObjectNode> only(OrderTarget target, V5Page page) {
        return page.items().stream().findFirst().map(item -> NormalOrder.of(target.category(), item));
    }

    private static RawAnswer answer(
            V1Request request, OrderTarget target, EnvironmentId environment, Optional<ObjectNode> seen) {
        Optional<Outcome> outcome = target.known().flatMap(KnownOrder::outcome);
        boolean isNowhere = seen.isEmpty() && target.known().isEmpty();
        if (isNowhere) {
            throw new V1ProblemException(
                    V1Problem.of(ProblemType.NOT_FOUND, "neither the gate nor the exchange knows this order"));
        }
        OrderReport report = target.begun().where(environment.text(), request.id());
        outcome.map(Outcome::text).ifPresent(report::outcome);
        seen.ifPresentOrElse(report::asked, () -> unseen(report, target, outcome));
        return V1Answers.json(200, request.id(), report.toJson(), V1Calls.environmentHeader(environment));
    }

    /** The exchange shows nothing (its reads may lag); the gate says what it knows. */
    private static void unseen(OrderReport report, OrderTarget target, Optional<Outcome> outcome) {
        report.field("category", target.category().wire())
                .field("symbol", target.symbol().text())
                .status(outcome.map(OrderReadRoutes::statusOf).orElse("unknown"));
        boolean isOpen = outcome.isEmpty() || outcome.get() instanceof Outcome.Unknown;
        if (isOpen) {
            report.resolveBy(target.known().flatMap(KnownOrder::resolveBy));
        }
    }

    private static String statusOf(Outcome outcome) {
        if (outcome instanceof Outcome.NotPlaced) {
            return "not_placed";
        }
        boolean isThere = outcome instanceof Outcome.Acked || outcome instanceof Outcome.Adopted;
        return isThere ? "accepted" : "unknown";
    }
}
