package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.identity.Client;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.Grant;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.Scope;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows which accounts a client may use, and what it may do on each. */
final class AccountsRoutes {
    private final V1Calls calls;
    private final DeskView desk;
    private final Registry registry;
    private final AccountAbilities abilities;

    AccountsRoutes(V1Calls calls, DeskView desk, Registry registry, AccountAbilities abilities) {
        this.calls = calls;
        this.desk = desk;
        this.registry = registry;
        this.abilities = abilities;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/accounts", Set.of(), this::accounts));
    }

    private Future<RawAnswer> accounts(V1Request request) {
        Forms.requireJson(request);
        Optional<Client> client = desk.caller(request);
        if (client.isEmpty()) {
            return calls.turnAway(request);
        }
        ObjectNode body = V1Json.object().put("client", client.get().id().text());
        ArrayNode accounts = body.putArray("accounts");
        client.get().grants().values().forEach(grant -> shown(grant).ifPresent(accounts::add));
        return Future.succeededFuture(V1Answers.json(200, request.id(), body, List.of()));
    }

    /** A grant whose account cannot be read from the store is of no use, so it is not shown. */
    private Optional<ObjectNode> shown(Grant grant) {
        return Optional.ofNullable(registry.desk().accounts().get(grant.account()))
                .map(account -> shown(grant, account));
    }

    private ObjectNode shown(Grant grant, DeskAccount account) {
        ObjectNode shown = V1Json.object()
                .put("account", account.id().text())
                .put("environment", account.environment().text())
                .put("enabled", account.enabled());
        ArrayNode scopes = shown.putArray("scopes");
        grant.scopes().stream().sorted().map(Scope::text).forEach(scopes::add);
        return shown.put("canCreate", grant.covers(Scope.TRADE) && abilities.canCreate(account))
                .put("canCancel", grant.covers(Scope.CANCEL) && abilities.canCancel(account));
    }
}
