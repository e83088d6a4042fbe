package dev.portcullis.door.admin;

import dev.portcullis.admin.DeskAdmin;
import dev.portcullis.admin.KeyAdmin;
import dev.portcullis.identity.Client;
import dev.portcullis.identity.Grant;
import dev.portcullis.identity.IssuedToken;
import dev.portcullis.identity.Role;
import dev.portcullis.identity.Token;
import dev.portcullis.identity.TokenKind;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.Presented;
import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.model.TokenId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The routes about clients, their grants and their tokens. */
final class ClientRoutes {
    private static final Duration TOKEN_TTL_DEFAULT = Duration.ofDays(90);

    private final DeskAdmin desk;
    private final KeyAdmin keys;

    ClientRoutes(DeskAdmin desk, KeyAdmin keys) {
        this.keys = keys;
        this.desk = desk;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("/admin/clients", Role.VIEWER, wish -> Future.succeededFuture(list())),
                AdminRoute.post("/admin/clients", Role.ADMIN, this::add),
                AdminRoute.post(
                        "/admin/clients/:name/disable",
                        Role.OPERATOR,
                        wish -> desk.disableClient(wish.operator(), name(wish)).map(this::json)),
                AdminRoute.post(
                        "/admin/clients/:name/enable",
                        Role.OPERATOR,
                        wish -> desk.enableClient(wish.operator(), name(wish)).map(this::json)),
                AdminRoute.delete(
                        "/admin/clients/:name",
                        Role.ADMIN,
                        wish -> desk.removeClient(wish.operator(), name(wish)).map(this::json)),
                AdminRoute.post("/admin/clients/:name/grants", Role.ADMIN, this::grant),
                AdminRoute.delete(
                        "/admin/clients/:name/grants/:account",
                        Role.ADMIN,
                        wish -> desk.ungrant(wish.operator(), name(wish), wish.inPath("account", AccountId::new))
                                .map(this::json)),
                AdminRoute.post("/admin/clients/:name/grants/:account/rules", Role.ADMIN, this::rules),
                AdminRoute.post("/admin/clients/:name/tokens", Role.ADMIN, this::issue),
                AdminRoute.get("/admin/tokens", Role.VIEWER, wish -> Future.succeededFuture(tokens())),
                AdminRoute.delete("/admin/tokens/:id", Role.OPERATOR, this::revoke));
    }

    private static ClientId name(Wish wish) {
        return wish.inPath("name", ClientId::new);
    }

    private Future<JsonObject> add(Wish wish) {
        ClientId name = wish.need("name", ClientId::new);
        AddressList allowed = Wish.read("/cidrs", String.join(",", wish.texts("cidrs")), AddressLists::read);
        Future<Client> added = wish.flag("signed")
                ? desk.addSignedClient(wish.operator(), name, allowed)
                : desk.addClient(wish.operator(), name, allowed);
        return added.map(this::json);
    }

    private Future<JsonObject> grant(Wish wish) {
        AccountId account = wish.need("account", AccountId::new);
        Optional<CredentialId> pinned = wish.may("key", label -> keys.labelled(account, label));
        return desk.grant(
                        wish.operator(),
                        name(wish),
                        account,
                        Wish.read("/scopes", String.join(",", wish.texts("scopes")), Grant::readScopes),
                        pinned.orElse(null))
                .map(this::json);
    }

    private Future<JsonObject> rules(Wish wish) {
        WishedRules wished = WishedRules.of(wish);
        return desk.setRules(
                        wish.operator(), name(wish), wish.inPath("account", AccountId::new), wished.inWords(), wished)
                .map(this::json);
    }

    private Future<JsonObject> issue(Wish wish) {
        Duration ttl = wish.may("ttl", Durations::read).orElse(TOKEN_TTL_DEFAULT);
        return wish.may("bindCertificate", CertificateRoutes::readKey)
                .map(boundTo -> desk.issueToken(wish.operator(), name(wish), ttl, boundTo))
                .orElseGet(() -> desk.issueToken(wish.operator(), name(wish), ttl))
                .map(ClientRoutes::json);
    }

    private Future<JsonObject> revoke(Wish wish) {
        return desk.revokeToken(wish.operator(), wish.inPath("id", ClientRoutes::tokenId))
                .map(token -> new JsonObject().put("id", token.id().text()).put("revoked", true));
    }

    /** An id as it was issued: that of a signed client is the text that stands where its SDK has the API key. */
    private static TokenId tokenId(String shown) {
        return new TokenId(
                shown.startsWith(Presented.Signature.PREFIX)
                        ? shown.substring(Presented.Signature.PREFIX.length())
                        : shown);
    }

    private static JsonObject json(IssuedToken token) {
        JsonObject shown = token.apiKey()
                .map(apiKey -> new JsonObject().put("id", apiKey).put("secret", token.reveal()))
                .orElseGet(() -> new JsonObject().put("id", token.id().text()).put("token", token.reveal()));
        return shown.put("expiresAt", String.valueOf(token.expiresAt()));
    }

    private JsonObject json(Grant grant) {
        return new JsonObject()
                .put("client", grant.client().text())
                .put("account", grant.account().text())
                .put("scopes", grant.scopesText())
                .put("key", labelOf(grant).orElse(null))
                .put("rules", WishedRules.json(grant.rules()));
    }

    /** The label that a grant is pinned to; empty when the account's own key signs. */
    private Optional<String> labelOf(Grant grant) {
        return Optional.ofNullable(grant.credential())
                .map(pinned -> keys.labelOf(pinned).orElse(pinned.text()));
    }

    private String words(Grant grant) {
        return grant.account() + ":" + grant.scopesText()
                + labelOf(grant).map(label -> ":key=" + label).orElse("");
    }

    private JsonObject list() {
        JsonArray clients = new JsonArray();
        desk.desk().clients().values().stream()
                .sorted(Comparator.comparing(client -> client.id().text()))
                .forEach(client -> clients.add(json(client)));
        return new JsonObject().put("clients", clients);
    }

    private JsonObject json(Client client) {
        JsonArray grants = new JsonArray();
        JsonObject rules = new JsonObject();
        client.grants().values().forEach(grant -> {
            grants.add(words(grant));
            if (!grant.rules().isNone()) {
                rules.put(grant.account().text(), WishedRules.json(grant.rules()));
            }
        });
        JsonArray tokens = new JsonArray();
        desk.desk().tokens().values().stream()
                .filter(token -> token.holder().kind() == TokenKind.CLIENT
                        && token.holder().name().equals(client.id().text()))
                .forEach(token -> tokens.add(token.id().text()));
        return new JsonObject()
                .put("name", client.id().text())
                .put("enabled", client.enabled())
                .put("signed", client.signed())
                .put("cidrs", AddressLists.json(client.allowed()))
                .put("grants", grants)
                .put("rules", rules)
                .put("tokens", tokens);
    }

    private JsonObject tokens() {
        JsonArray tokens = new JsonArray();
        desk.desk().tokens().values().stream()
                .filter(token -> token.holder().kind() == TokenKind.CLIENT)
                .sorted(Comparator.comparing(token -> token.id().text()))
                .forEach(token -> tokens.add(json(token)));
        return new JsonObject().put("tokens", tokens);
    }

    private static String boundTo(Token token) {
        PublicKeyHash key = token.boundTo();
        return key == null ? "none" : key.publicId().text();
    }

    private static JsonObject json(Token token) {
        String expires = token.life().expiresAt() == null
                ? "never"
                : token.life().expiresAt().toString();
        return new JsonObject()
                .put("id", token.id().text())
                .put("client", token.holder().name())
                .put("expiresAt", expires)
                .put("boundTo", boundTo(token))
                .put("state", token.life().revokedAt() == null ? "live" : "revoked");
    }
}
