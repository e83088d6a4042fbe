package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.budget.WindowMeter;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.identity.Admittance;
import dev.portcullis.identity.Client;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Scope;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Shows the live meter of an account's rate windows; asks the exchange nothing. */
final class BudgetRoutes {
    private final V1Calls calls;
    private final DeskView desk;
    private final Registry registry;
    private final AccountBudget budget;

    BudgetRoutes(V1Calls calls, DeskView desk, Registry registry, AccountBudget budget) {
        this.calls = calls;
        this.desk = desk;
        this.registry = registry;
        this.budget = budget;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/accounts/{account}/budget", Set.of(), this::budget));
    }

    private Future<RawAnswer> budget(V1Request request) {
        Forms.requireJson(request);
        Optional<Client> client = desk.caller(request);
        if (client.isEmpty()) {
            return calls.turnAway(request);
        }
        Admittance admittance = registry.desk()
                .admit(
                        client.get(),
                        request.account(),
                        Scope.READ,
                        request.raw().origin().peer());
        if (admittance instanceof Admittance.Refusal refusal) {
            return Future.failedFuture(refusal.rejection().asException());
        }
        return Future.succeededFuture(answer(request, (Admittance.Admitted) admittance));
    }

    private RawAnswer answer(V1Request request, Admittance.Admitted admitted) {
        String environment = admitted.account().environment().text();
        ObjectNode body =
                V1Json.object().put("account", admitted.account().id().text()).put("environment", environment);
        ArrayNode windows = body.putArray("windows");
        budget.windows(admitted.client(), admitted.account()).forEach(window -> windows.add(shown(window)));
        return V1Answers.json(200, request.id(), body, List.of(new Header("X-Portcullis-Environment", environment)));
    }

    private static ObjectNode shown(WindowMeter window) {
        ObjectNode shown = V1Json.object()
                .put("bound", window.id().bound().text())
                .put("counted", window.id().counted());
        if (window.id().endpoint() != null) {
            shown.put("endpoint", window.id().endpoint().path());
        }
        if (window.id().line() != null) {
            shown.put("line", window.id().line().name().toLowerCase(Locale.ROOT));
        }
        if (window.limit() != Integer.MAX_VALUE) {
            shown.put("limit", window.limit());
        }
        return shown.put("windowMillis", window.windowMillis())
                .put("used", window.used())
                .put("waiting", window.waiting())
                .put("nextFreeMillis", window.nextFreeMillis())
                .put("closedMillis", window.closedMillis());
    }
}
