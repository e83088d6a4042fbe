package dev.portcullis.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Accounts and keys from a YAML or JSON file (JSON is YAML too):
 *
 * <pre>
 * accounts:
 *   - uid: 1001
 *     name: alpha
 *     vipLevel: VIP-1                 # default: No VIP
 *     parentUid: 0
 *     positionMode: one-way           # or hedge
 *     balances: { USDT: "100000" }
 *     keys:
 *       - apiKey: XXXXXXXX
 *         secret: "..."               # or rsaPublicKey: a PEM block
 *         readOnly: false
 *         permissions: { ContractTrade: [Order, Position], Spot: [SpotTrade] }
 *         ips: ["203.0.113.7"]        # default: any
 *         expiresAt: 2030-01-01T00:00:00Z
 * </pre>
 */
public final class KeysFile {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private KeysFile() {}

    /**
     * Reads a file; blocks.
     *
     * @throws IOException when it cannot be read or is not YAML
     * @throws IllegalArgumentException naming the field that is missing or wrong
     */
    public static List<AccountKeys> read(Path file) throws IOException {
        JsonNode accounts = YAML.readTree(file.toFile()).path("accounts");
        if (!accounts.isArray()) {
            throw new IllegalArgumentException(file + ": expected a list under 'accounts'");
        }
        List<AccountKeys> all = new ArrayList<>();
        accounts.forEach(node -> all.add(account(node)));
        return all;
    }

    /**
     * Reads one account and its keys, in the shape shown above.
     *
     * @throws IllegalArgumentException naming the field that is missing or wrong
     */
    public static AccountKeys account(JsonNode node) {
        long uid = node.path("uid").asLong();
        Account plain = Account.of(uid, required(node, "name"))
                .withVipLevel(node.path("vipLevel").asText("No VIP"))
                .withParent(node.path("parentUid").asLong())
                .withPositionMode(positionMode(node.path("positionMode").asText("one-way")));
        Account account = node.has("balances") ? plain.withBalances(balances(node.path("balances"))) : plain;
        List<ApiKey> keys = new ArrayList<>();
        node.path("keys").forEach(key -> keys.add(key(uid, key)));
        return new AccountKeys(account, keys);
    }

    /**
     * Reads one key, in the shape shown above.
     *
     * @throws IllegalArgumentException naming the field that is missing or wrong
     */
    public static ApiKey key(long uid, JsonNode node) {
        return changed(ApiKey.of(required(node, "apiKey"), uid, check(node)), node);
    }

    /** A key with those fields changed that the node has: readOnly, permissions, ips, expiresAt, state. */
    public static ApiKey changed(ApiKey key, JsonNode node) {
        ApiKey changed = key.withRights(rights(key.rights(), node));
        if (node.has("ips")) {
            Set<String> addresses = new LinkedHashSet<>();
            node.path("ips").forEach(address -> addresses.add(address.asText()));
            changed = changed.withAddresses(addresses);
        }
        if (node.has("expiresAt")) {
            changed = changed.withExpiresAt(node.path("expiresAt").isNull() ? null : instant(node));
        }
        if (node.has("state")) {
            boolean disabled = "disabled".equals(node.path("state").asText());
            changed = changed.withState(disabled ? KeyState.DISABLED : KeyState.ACTIVE);
        }
        return changed;
    }

    private static SignatureCheck check(JsonNode node) {
        return node.has("rsaPublicKey")
                ? RsaCheck.ofPem(required(node, "rsaPublicKey"))
                : new HmacCheck(required(node, "secret"));
    }

    private static Rights rights(Rights before, JsonNode node) {
        Set<Permission> permissions =
                node.has("permissions") ? permissions(node.path("permissions")) : before.permissions();
        Rights.Scope scope = before.scope();
        if (node.has("readOnly")) {
            scope = node.path("readOnly").asBoolean() ? Rights.Scope.READ_ONLY : Rights.Scope.READ_WRITE;
        }
        return new Rights(permissions, scope);
    }

    private static Set<Permission> permissions(JsonNode groups) {
        Set<Permission> permissions = new HashSet<>();
        for (Map.Entry<String, JsonNode> group : groups.properties()) {
            group.getValue().forEach(word -> permissions.add(Permission.of(group.getKey(), word.asText())));
        }
        return permissions;
    }

    private static Map<String, BigDecimal> balances(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            throw new IllegalArgumentException("balances: expected an object of coin to amount");
        }
        Map<String, BigDecimal> balances = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> balances.put(
                        entry.getKey(), new BigDecimal(entry.getValue().asText())));
        return balances;
    }

    private static PositionMode positionMode(String word) {
        return switch (word) {
            case "one-way" -> PositionMode.ONE_WAY;
            case "hedge" -> PositionMode.HEDGE;
            default ->
                throw new IllegalArgumentException("positionMode: expected one-way or hedge, got '" + word + "'");
        };
    }

    private static Instant instant(JsonNode node) {
        String text = node.path("expiresAt").asText();
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("expiresAt: expected a time like 2030-01-01T00:00:00Z", malformed);
        }
    }

    private static String required(JsonNode node, String name) {
        String text = node.path(name).asText();
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + ": is required for every account or key");
        }
        return text;
    }
}
