package dev.portcullis.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.model.Category;
import io.vertx.core.buffer.Buffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Bybit says of an API key (docs:v5/user/apikey-info, {@code GET /v5/user/query-api}).
 *
 * @param owner whose key it is
 * @param rights what it may do
 * @param ips the addresses it is bound to; {@code *} or none means unbound
 * @param expiresAt null when it does not expire
 * @param deadlineDay days left, as Bybit counts them; null when it says none, below zero for bound keys
 * @param note the name given to it on Bybit's site
 * @param rsa whether it is self-generated (RSA); else HMAC
 */
public record KeyFacts(
        Owner owner,
        Rights rights,
        List<String> ips,
        @Nullable Instant expiresAt,
        @Nullable Integer deadlineDay,
        String note,
        boolean rsa) {

    private static final String ASKED = "query-api";

    /**
     * The account behind a key.
     *
     * @param uid Bybit's UID, {@code userID} in the answer
     * @param parentUid the master's UID; {@code 0} when this is the master
     * @param vipLevel Bybit's word, such as {@code No VIP} or {@code PRO-1}
     * @param mode whether it is a unified account
     */
    public record Owner(String uid, String parentUid, boolean isMaster, String vipLevel, AccountMode mode) {
        /** An owner whose account mode nobody has told. */
        public Owner(String uid, String parentUid, boolean isMaster, String vipLevel) {
            this(uid, parentUid, isMaster, vipLevel, AccountMode.UNTOLD);
        }

        /** The rate tier that comes with the level. */
        public Tier tier() {
            return Tier.ofVipLevel(vipLevel);
        }
    }

    /** The mode of an account, {@code uta} in the answer. */
    public enum AccountMode {
        /** 1. */
        UNIFIED,
        /** 0. */
        CLASSIC,
        /** Neither; what was stored before anybody asked. */
        UNTOLD;

        private static AccountMode of(JsonNode uta) {
            if (!uta.isInt()) {
                return UNTOLD;
            }
            return uta.intValue() == 0 ? CLASSIC : UNIFIED;
        }
    }

    /**
     * What a key may do.
     *
     * @param readOnly whether it may only read
     * @param permissions Bybit's words by group, such as Wallet: AccountTransfer; empty groups are left out
     */
    public record Rights(boolean readOnly, Map<String, Set<String>> permissions) {
        /** Whether a key with these may do anything that one with those may not. */
        public boolean exceeds(Rights those) {
            boolean writesNow = those.readOnly && !readOnly;
            return writesNow
                    || permissions.entrySet().stream()
                            .anyMatch(group -> !those.permissions
                                    .getOrDefault(group.getKey(), Set.of())
                                    .containsAll(group.getValue()));
        }

        /** Whether the key has that permission. */
        public boolean has(String group, String permission) {
            return permissions.getOrDefault(group, Set.of()).contains(permission);
        }
    }

    /**
     * Reads the answer of query-api.
     *
     * @throws IllegalArgumentException when it is no success, or names no userID, readOnly or permissions
     */
    public static KeyFacts read(Buffer queryApiBody) {
        JsonNode result = V5Result.of(queryApiBody, ASKED);
        return new KeyFacts(
                owner(result),
                new Rights(readOnly(result), permissions(result)),
                texts(result.path("ips")),
                expiresAt(result.path("expiredAt").asText()),
                result.path("deadlineDay").isInt() ? result.get("deadlineDay").intValue() : null,
                result.path("note").asText(),
                !result.path("rsaPublicKey").asText().isEmpty());
    }

    /** Bybit's UID of the account. */
    public String uid() {
        return owner.uid();
    }

    /** Whether the key may place orders of that category (which right is meant is our reading of the documents). */
    public boolean canTrade(Category category) {
        return !rights.readOnly()
                && switch (category) {
                    case SPOT -> rights.has("Spot", "SpotTrade");
                    case OPTION -> rights.has("Options", "OptionsTrade");
                    case LINEAR, INVERSE ->
                        rights.has("ContractTrade", "Order") || rights.has("Derivatives", "DerivativesTrade");
                };
    }

    /**
     * Whether the key may move funds: any right of the group Wallet. Such a key may also make and change keys
     * (docs:v5/user/create-subuid-apikey).
     */
    public boolean hasWithdrawOrTransfer() {
        return rights.permissions().containsKey("Wallet");
    }

    /** Whether the key works only from the addresses in {@link #ips}. */
    public boolean isBoundToAddresses() {
        return !ips.isEmpty() && !ips.contains("*");
    }

    private static Owner owner(JsonNode result) {
        String uid = result.path("userID").asText();
        if (!uid.matches("[1-9][0-9]*")) {
            throw new IllegalArgumentException(ASKED + " answered without a userID");
        }
        return new Owner(
                uid,
                result.path("parentUid").asText("0"),
                result.path("isMaster").asBoolean(),
                result.path("vipLevel").asText(),
                AccountMode.of(result.path("uta")));
    }

    private static boolean readOnly(JsonNode result) {
        return switch (result.path("readOnly").asText()) {
            case "0", "false" -> false;
            case "1", "true" -> true;
            default -> throw new IllegalArgumentException(ASKED + " answered without readOnly");
        };
    }

    private static Map<String, Set<String>> permissions(JsonNode result) {
        JsonNode groups = result.path("permissions");
        if (!groups.isObject()) {
            throw new IllegalArgumentException(ASKED + " answered without permissions");
        }
        Map<String, Set<String>> permissions = new HashMap<>();
        groups.properties().forEach(group -> {
            Set<String> granted = new HashSet<>(texts(group.getValue()));
            if (!granted.isEmpty()) {
                permissions.put(group.getKey(), Set.copyOf(granted));
            }
        });
        return Map.copyOf(permissions);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>(array.size());
        array.forEach(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }

    /** Bybit writes 1970 for "never". */
    private static @Nullable Instant expiresAt(String text) {
        try {
            Instant at = Instant.parse(text);
            return at.isAfter(Instant.EPOCH) ? at : null;
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
