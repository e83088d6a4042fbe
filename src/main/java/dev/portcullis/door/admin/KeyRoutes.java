package dev.portcullis.door.admin;

import dev.portcullis.admin.KeyAdmin;
import dev.portcullis.credential.ApiKey;
import dev.portcullis.credential.CredentialHead;
import dev.portcullis.credential.Finding;
import dev.portcullis.credential.KeyCandidate;
import dev.portcullis.credential.KeyPlace;
import dev.portcullis.credential.KeyPolicy.WalletRights;
import dev.portcullis.credential.SecretUnseal;
import dev.portcullis.credential.VaultHmacKey;
import dev.portcullis.identity.Role;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.secret.Secret;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The routes about API keys; a secret comes in sealed and never goes out. */
final class KeyRoutes {
    private final KeyAdmin keys;
    private final SecretUnseal unseal;

    KeyRoutes(KeyAdmin keys, SecretUnseal unseal) {
        this.keys = keys;
        this.unseal = unseal;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("/admin/seal-key", Role.VIEWER, wish -> Future.succeededFuture(sealKey())),
                AdminRoute.get("/admin/keys", Role.VIEWER, wish -> Future.succeededFuture(list(wish))),
                AdminRoute.post("/admin/accounts/:name/keys", Role.ADMIN, this::put),
                AdminRoute.post("/admin/accounts/:name/keys/rotate", Role.ADMIN, this::rotate),
                AdminRoute.post(
                        "/admin/keys/:id/check",
                        Role.OPERATOR,
                        wish -> keys.check(wish.operator(), wish.inPath("id", CredentialId::new))
                                .map(KeyRoutes::json)),
                AdminRoute.post(
                        "/admin/keys/:id/revoke",
                        Role.ADMIN,
                        wish -> keys.revoke(
                                        wish.operator(),
                                        wish.inPath("id", CredentialId::new),
                                        wish.flag("compromised") ? "compromised" : "")
                                .map(head -> new JsonObject().put("key", json(head, Optional.empty())))));
    }

    private JsonObject sealKey() {
        return new JsonObject().put("publicKey", Base64.getEncoder().encodeToString(unseal.publicKey()));
    }

    private Future<JsonObject> put(Wish wish) {
        return keys.put(wish.operator(), wished(wish), candidate(wish)).map(KeyRoutes::json);
    }

    private Future<JsonObject> rotate(Wish wish) {
        return keys.rotate(wish.operator(), wished(wish), candidate(wish))
                .map(rotated -> json(rotated.active())
                        .put("retiring", rotated.retiring().text())
                        .put("wipedAt", rotated.wipedAt().toString()));
    }

    private static KeyAdmin.Wish wished(Wish wish) {
        return new KeyAdmin.Wish(
                wish.inPath("name", AccountId::new),
                wish.may("label", word -> word).orElse(KeyPlace.MAIN),
                wish.flag("allowWithdrawRights") ? WalletRights.ALLOWED : WalletRights.REFUSED);
    }

    private Function<KeyPlace, KeyCandidate> candidate(Wish wish) {
        ApiKey apiKey = wish.need("apiKey", ApiKey::new);
        Optional<VaultHmacKey> vault = wish.may("vaultKey", keys::vaultKey);
        if (vault.isPresent()) {
            return place -> KeyCandidate.vaultHmac(place, apiKey, vault.get());
        }
        Optional<byte[]> rsa = wish.may("sealedRsaKey", Base64.getDecoder()::decode);
        byte[] sealed = rsa.isPresent() ? rsa.get() : wish.need("sealedSecret", Base64.getDecoder()::decode);
        return place -> candidate(place, apiKey, sealed, rsa.isPresent());
    }

    private KeyCandidate candidate(KeyPlace place, ApiKey apiKey, byte[] sealed, boolean rsa) {
        try (Secret secret = unseal.open(sealed)) {
            return rsa ? KeyCandidate.rsa(place, apiKey, secret) : KeyCandidate.hmac(place, apiKey, secret);
        }
    }

    private JsonObject list(Wish wish) {
        Optional<AccountId> only = wish.may("account", AccountId::new);
        JsonArray all = new JsonArray();
        keys.list().stream()
                .filter(head -> only.isEmpty() || head.place().account().equals(only.get()))
                .forEach(head -> all.add(json(head, keys.known(head.id()))));
        return new JsonObject().put("keys", all);
    }

    /** The worst that is to be said of it, or ok. */
    private static String healthOf(KeyAdmin.Checked checked) {
        return checked.findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.NOTE)
                .findFirst()
                .map(Finding::what)
                .orElse("ok");
    }

    private static JsonObject json(KeyAdmin.Checked checked) {
        return new JsonObject()
                .put("key", json(checked.facts().head(), Optional.of(checked)))
                .put("findings", findings(checked.findings()));
    }

    static JsonArray findings(List<Finding> findings) {
        JsonArray all = new JsonArray();
        findings.forEach(finding -> all.add(new JsonObject()
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("what", finding.what())
                .put("remedy", finding.remedy())));
        return all;
    }

    private static JsonObject json(CredentialHead head, Optional<KeyAdmin.Checked> known) {
        JsonObject key = new JsonObject()
                .put("id", head.id().text())
                .put("account", head.place().account().text())
                .put("environment", head.place().environment().text())
                .put("label", head.place().label())
                .put("apiKey", head.apiKey().shortened())
                .put("algorithm", head.signsBy())
                .put("state", head.state().text());
        head.vaultKey().ifPresent(vault -> key.put("vaultKey", vault.text()));
        known.ifPresent(checked -> addFacts(key, checked));
        return key;
    }

    private static void addFacts(JsonObject key, KeyAdmin.Checked checked) {
        key.put("health", healthOf(checked));
        var facts = checked.facts().report().key();
        JsonArray rights = new JsonArray();
        facts.rights().permissions().forEach((group, members) -> rights.add(group + members));
        Instant expiresAt = facts.expiresAt();
        key.put("uid", facts.uid())
                .put("readOnly", facts.rights().readOnly())
                .put("rights", rights)
                .put("ips", new JsonArray(List.copyOf(facts.ips())))
                .put("daysLeft", facts.deadlineDay())
                .put("expiresAt", expiresAt == null ? null : expiresAt.toString())
                .put("vipLevel", facts.owner().vipLevel());
    }
}
