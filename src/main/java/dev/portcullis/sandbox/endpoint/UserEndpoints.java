package dev.portcullis.sandbox.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.Permission;
import dev.portcullis.sandbox.wire.Envelope;
import dev.portcullis.sandbox.wire.Json;
import dev.portcullis.sandbox.wire.Params;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a key may know about itself, and about coins (docs:v5/user/apikey-info, v5/asset/coin-info). */
final class UserEndpoints {
    private static final List<String> GROUPS = List.of(
            "ContractTrade",
            "Spot",
            "Wallet",
            "Options",
            "Derivatives",
            "CopyTrading",
            "BlockTrade",
            "Exchange",
            "NFT",
            "Affiliate",
            "Earn");
    private static final String CREATED = "2025-10-13T03:20:45Z";
    private static final String NO_EXPIRY = "1970-01-01T00:00:00Z";
    private static final int NO_DEADLINE = -2;
    private static final int UNBOUND_LIFE_DAYS = 90;

    private final InstantSource serverClock;

    UserEndpoints(InstantSource serverClock) {
        this.serverClock = serverClock;
    }

    Envelope queryApi(Caller caller, Params params) {
        ApiKey key = caller.key();
        Account account = caller.account();
        ObjectNode result = Json.object()
                .put("id", Long.toString(2_208_000 + account.uid()))
                .put("note", account.name())
                .put("apiKey", key.apiKey())
                .put("readOnly", key.rights().mayWrite() ? 0 : 1)
                .put("secret", "");
        result.set("permissions", permissions(key));
        ArrayNode ips = result.putArray("ips");
        key.addresses().stream().sorted().forEach(ips::add);
        result.put("type", 1).put("deadlineDay", deadlineDay(key)).put("expiredAt", expiredAt(key));
        result.put("createdAt", CREATED).put("unified", 0).put("uta", 1);
        result.put("userID", account.uid()).put("userIDInt64", Long.toString(account.uid()));
        result.put("inviterID", 0)
                .put("vipLevel", account.vipLevel())
                .put("mktMakerLevel", "0")
                .put("affiliateID", 0);
        result.put("rsaPublicKey", key.check().publicKeyText());
        result.put("isMaster", account.parentUid() == 0).put("parentUid", Long.toString(account.parentUid()));
        result.put("kycLevel", "LEVEL_DEFAULT").put("kycRegion", "");
        return Envelope.ok(result, "");
    }

    Envelope coinInfo(Caller caller, Params params) {
        ArrayNode rows = Json.array();
        for (Coin coin : Coin.ALL) {
            if (params.text("coin").isEmpty() || params.text("coin").equals(coin.name())) {
                rows.add(coin.json());
            }
        }
        ObjectNode result = Json.object();
        result.set("rows", rows);
        return Envelope.ok(result, "");
    }

    private static ObjectNode permissions(ApiKey key) {
        ObjectNode permissions = Json.object();
        GROUPS.forEach(permissions::putArray);
        for (Permission permission : Permission.values()) {
            if (key.rights().permissions().contains(permission)) {
                permissions.withArray(permission.group()).add(permission.word());
            }
        }
        return permissions;
    }

    /** Days left; a key bound to addresses has no end unless it was given one. */
    private int deadlineDay(ApiKey key) {
        return ends(key)
                ? (int) Duration.between(serverClock.instant(), end(key)).toDays()
                : NO_DEADLINE;
    }

    private String expiredAt(ApiKey key) {
        return ends(key) ? end(key).truncatedTo(ChronoUnit.SECONDS).toString() : NO_EXPIRY;
    }

    private static boolean ends(ApiKey key) {
        return key.expiresAt() != null || key.addresses().contains(ApiKey.ANY_ADDRESS);
    }

    private Instant end(ApiKey key) {
        return key.expiresAt() != null
                ? key.expiresAt()
                : serverClock.instant().plus(Duration.ofDays(UNBOUND_LIFE_DAYS));
    }

    /** A coin as coin info lists it. */
    private record Coin(String name, String chain, String withdrawFee, int decimals) {
        private static final List<Coin> ALL = List.of(
                new Coin("BTC", "BTC", "0.0002", 8),
                new Coin("ETH", "ETH", "0.0012", 8),
                new Coin("USDT", "ETH", "4", 6),
                new Coin("USDC", "ETH", "4", 6),
                new Coin("SOL", "SOL", "0.008", 8),
                new Coin("XRP", "XRP", "0.2", 6),
                new Coin("ATOM", "ATOM", "0.02", 6));

        private ObjectNode json() {
            ObjectNode coin = Json.object().put("name", name).put("coin", name).put("remainAmount", "1000000");
            coin.putArray("chains")
                    .addObject()
                    .put("chain", chain)
                    .put("chainType", chain)
                    .put("confirmation", "12")
                    .put("safeConfirmNumber", "64")
                    .put("withdrawFee", withdrawFee)
                    .put("withdrawPercentageFee", "0")
                    .put("depositMin", "0")
                    .put("withdrawMin", withdrawFee)
                    .put("minAccuracy", Integer.toString(decimals))
                    .put("chainDeposit", "1")
                    .put("chainWithdraw", "1")
                    .put("contractAddress", "");
            return coin;
        }
    }
}
