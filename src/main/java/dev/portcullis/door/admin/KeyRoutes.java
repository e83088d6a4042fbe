package dev.portcullis.door.admin;

import dev.portcullis.admin.KeyAdmin;
import dev.portcullis.credential.ApiKey;
import dev.portcullis.credential.CredentialHead;
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
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The routes about API keys; a secret comes in sealed and never goes out. */
final class KeyRoutes {
    private final KeyAdmin keys;
    private final KeyTable table;
    private final SecretUnseal unseal;

    KeyRoutes(KeyAdmin keys, KeyTable table, SecretUnseal unseal) {
        this.keys = keys;
        this.table = table;
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
                                .map(this::json)),
                AdminRoute.post(
                        "/admin/keys/:id/revoke",
                        Role.ADMIN,
                        wish -> revoke(wish).map(head -> new JsonObject().put("key", table.head(head)))));
    }

    private JsonObject sealKey() {
        return new JsonObject().put("publicKey", Base64.getEncoder().encodeToString(unseal.publicKey()));
    }

    private Future<JsonObject> put(Wish wish) {
        return keys.put(wish.operator(), wished(wish), candidate(wish)).map(this::json);
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

    private Future<CredentialHead> revoke(Wish wish) {
        CredentialId id = wish.inPath("id", CredentialId::new);
        return wish.flag("compromised")
                ? keys.revokeCompromised(wish.operator(), id)
                : keys.revoke(wish.operator(), id);
    }

    private JsonObject list(Wish wish) {
        return new JsonObject().put("keys", table.rows(wish.may("account", AccountId::new)));
    }

    private JsonObject json(KeyAdmin.Checked checked) {
        return new JsonObject().put("key", table.row(checked)).put("findings", KeyTable.findings(checked.findings()));
    }
}
