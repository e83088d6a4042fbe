package dev.portcullis.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.AccountKeys;
import dev.portcullis.sandbox.access.Accounts;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.KeysFile;
import dev.portcullis.sandbox.wire.Json;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Adds accounts and keys and changes them, in the shape of the keys file; never shows a secret. */
final class KeyControls {
    private final Accounts accounts;

    KeyControls(Accounts accounts) {
        this.accounts = accounts;
    }

    Map<String, Function<ObjectNode, JsonNode>> calls() {
        return Map.of(
                "GET /accounts", params -> list(),
                "POST /accounts", this::addAccount,
                "POST /keys", this::addKey,
                "PATCH /keys", this::changeKey);
    }

    private JsonNode list() {
        ArrayNode list = Json.array();
        accounts.all().forEach(account -> list.add(json(account)));
        return list;
    }

    private JsonNode addAccount(ObjectNode params) {
        AccountKeys added = KeysFile.account(params);
        accounts.put(added.account());
        added.keys().forEach(accounts::put);
        return json(added.account());
    }

    private JsonNode addKey(ObjectNode params) {
        ApiKey key = KeysFile.key(Required.account(params, accounts).uid(), params);
        accounts.put(key);
        return json(key);
    }

    private JsonNode changeKey(ObjectNode params) {
        return json(accounts.change(Required.text(params, "apiKey"), key -> KeysFile.changed(key, params)));
    }

    private ObjectNode json(Account account) {
        ObjectNode node = Json.object()
                .put("uid", account.uid())
                .put("name", account.name())
                .put("vipLevel", account.vipLevel());
        ArrayNode keys = node.putArray("keys");
        accounts.keysOf(account.uid()).forEach(key -> keys.add(json(key)));
        return node;
    }

    private static ObjectNode json(ApiKey key) {
        ObjectNode node = Json.object()
                .put("apiKey", key.apiKey())
                .put("readOnly", !key.rights().mayWrite())
                .put("expiresAt", key.expiresAt() == null ? "" : key.expiresAt().toString())
                .put("state", key.state().name().toLowerCase(Locale.ROOT));
        ArrayNode ips = node.putArray("ips");
        key.addresses().stream().sorted().forEach(ips::add);
        return node;
    }
}
