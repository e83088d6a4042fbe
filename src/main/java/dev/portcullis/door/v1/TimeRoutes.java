package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.normal.Form;
import dev.portcullis.clock.Estimate;
import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.identity.Client;
import dev.portcullis.identity.Desk;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.PublicAccess;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells the exchange's time as the gate estimates it; asks the exchange nothing, and needs no token near by. */
final class TimeRoutes {
    private final V1Calls calls;
    private final DeskView view;
    private final Registry registry;
    private final PublicAccess access;
    private final Function<EnvironmentId, ExchangeClock> clocks;
    private final InstantSource wallClock;

    TimeRoutes(
            V1Calls calls,
            DeskView view,
            Registry registry,
            PublicAccess access,
            Function<EnvironmentId, ExchangeClock> clocks,
            InstantSource wallClock) {
        this.calls = calls;
        this.view = view;
        this.registry = registry;
        this.access = access;
        this.clocks = clocks;
        this.wallClock = wallClock;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/time", Set.of("account"), this::time));
    }

    private Future<RawAnswer> time(V1Request request) {
        Forms.requireJson(request);
        Client client = view.caller(request).orElse(null);
        boolean showedSomething = !(request.showing().presented() instanceof Presented.Nothing);
        if (client == null && showedSomething) {
            return calls.turnAway(request);
        }
        Desk desk = registry.desk();
        PublicAccess.Choice choice = access.choose(
                desk,
                client,
                wanted(request, desk, client),
                request.raw().origin().peer());
        if (choice instanceof PublicAccess.Choice.Refusal refusal) {
            return Future.failedFuture(refusal.rejection().asException());
        }
        return Future.succeededFuture(answer(request, ((PublicAccess.Choice.Chosen) choice).environment()));
    }

    /** The account that the request names, else one of the client's when they are all in one environment. */
    private static @Nullable AccountId wanted(V1Request request, Desk desk, @Nullable Client client) {
        Optional<AccountId> named = request.query().one("account").map(TimeRoutes::account);
        AccountId shown = named.orElse(request.showing().account());
        if (shown != null || client == null) {
            return shown;
        }
        List<DeskAccount> granted = client.grants().keySet().stream()
                .flatMap(account -> Optional.ofNullable(desk.accounts().get(account)).stream())
                .toList();
        boolean isOnePlace =
                granted.stream().map(DeskAccount::environment).distinct().count() == 1;
        return isOnePlace ? granted.get(0).id() : null;
    }

    private static AccountId account(String name) {
        try {
            return new AccountId(name);
        } catch (IllegalArgumentException noName) {
            throw Rejection.Malformed.at("query account", "must be an account's name, such as alpha")
                    .asException();
        }
    }

    private RawAnswer answer(V1Request request, EnvironmentId environment) {
        ExchangeClock clock = clocks.apply(environment);
        Estimate now = clock.estimate()
                .orElseThrow(() -> new V1ProblemException(V1Problem.of(
                        new Rejection.NotSent("the clock of environment " + environment
                                + " has not been read yet; ask again in a moment"),
                        false)));
        ObjectNode body = V1Json.object()
                .put("environment", environment.text())
                .put("time", Form.rfc3339(Instant.ofEpochMilli(now.millis())))
                .put("offsetMillis", now.millis() - wallClock.millis())
                .put("uncertaintyMillis", now.uncertaintyMillis())
                .put("ageMillis", TimeUnit.NANOSECONDS.toMillis(now.ageNanos()))
                .put("trusted", clock.isTrusted());
        return V1Answers.json(
                200, request.id(), body, List.of(new Header("X-Portcullis-Environment", environment.text())));
    }
}
