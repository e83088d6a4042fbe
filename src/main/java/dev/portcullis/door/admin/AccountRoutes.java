package dev.portcullis.door.admin;

import dev.portcullis.admin.AdminRefusal;
import dev.portcullis.admin.DeskAdmin;
import dev.portcullis.admin.KeyAdmin;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.Role;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.EnvironmentId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;

/** The routes about accounts. */
final class AccountRoutes {
    private final DeskAdmin desk;
    private final KeyAdmin keys;

    AccountRoutes(DeskAdmin desk, KeyAdmin keys) {
        this.desk = desk;
        this.keys = keys;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("/admin/accounts", Role.VIEWER, wish -> Future.succeededFuture(list())),
                AdminRoute.get("/admin/accounts/:name", Role.VIEWER, this::show),
                AdminRoute.post("/admin/accounts", Role.ADMIN, this::add),
                AdminRoute.post(
                        "/admin/accounts/:name/disable",
                        Role.OPERATOR,
                        wish -> desk.disableAccount(wish.operator(), name(wish)).map(this::json)),
                AdminRoute.post(
                        "/admin/accounts/:name/enable",
                        Role.OPERATOR,
                        wish -> desk.enableAccount(wish.operator(), name(wish)).map(this::json)),
                AdminRoute.post("/admin/accounts/:name/rules", Role.ADMIN, this::rules),
                AdminRoute.delete(
                        "/admin/accounts/:name",
                        Role.ADMIN,
                        wish -> desk.removeAccount(wish.operator(), name(wish)).map(this::json)));
    }

    private static AccountId name(Wish wish) {
        return wish.inPath("name", AccountId::new);
    }

    private Future<JsonObject> add(Wish wish) {
        AddressList allowed = Wish.read("/cidrs", String.join(",", wish.texts("cidrs")), AddressLists::read);
        return desk.addAccount(
                        wish.operator(),
                        wish.need("name", AccountId::new),
                        wish.need("environment", EnvironmentId::new),
                        allowed)
                .map(this::json);
    }

    private Future<JsonObject> rules(Wish wish) {
        WishedRules wished = WishedRules.of(wish);
        return desk.setRules(wish.operator(), name(wish), wished.inWords(), wished)
                .map(this::json);
    }

    private Future<JsonObject> show(Wish wish) {
        DeskAccount account = desk.desk().accounts().get(name(wish));
        return account == null
                ? Future.failedFuture(new AdminRefusal(
                        AdminRefusal.Reason.NOT_FOUND, "there is no account " + name(wish) + "; see: account list"))
                : Future.succeededFuture(json(account));
    }

    private JsonObject list() {
        JsonArray accounts = new JsonArray();
        desk.desk().accounts().values().stream()
                .sorted(Comparator.comparing(account -> account.id().text()))
                .forEach(account -> accounts.add(json(account)));
        return new JsonObject().put("accounts", accounts);
    }

    private JsonObject json(DeskAccount account) {
        JsonArray ofKeys = new JsonArray();
        keys.list().stream()
                .filter(head -> head.place().account().equals(account.id()))
                .forEach(head -> ofKeys.add(head.id() + " " + head.state().text()));
        JsonArray clients = new JsonArray();
        desk.desk().clients().values().stream()
                .filter(client -> client.grants().containsKey(account.id()))
                .forEach(client -> clients.add(client.id().text()));
        return new JsonObject()
                .put("name", account.id().text())
                .put("environment", account.environment().text())
                .put("enabled", account.enabled())
                .put("cidrs", AddressLists.json(account.allowed()))
                .put("uid", account.uid())
                .put("keys", ofKeys)
                .put("clients", clients)
                .put("rules", WishedRules.json(account.rules()));
    }
}
