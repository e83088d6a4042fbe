package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A coin of v5's unified wallet as the old wallet showed it. */
final class WalletShape {
    private static final List<Map.Entry<String, String>> DECIMALS = List.of(
            Map.entry("equity", "equity"),
            Map.entry("wallet_balance", "walletBalance"),
            Map.entry("order_margin", "totalOrderIM"),
            Map.entry("position_margin", "totalPositionIM"),
            Map.entry("unrealised_pnl", "unrealisedPnl"),
            Map.entry("cum_realised_pnl", "cumRealisedPnl"));

    private WalletShape() {}

    static ObjectNode of(JsonNode coin) {
        ObjectNode wallet = OldJson.object();
        DECIMALS.forEach(names -> wallet.set(
                names.getKey(), OldJson.number(coin.path(names.getValue()).asText())));
        used(coin).ifPresent(used -> {
            wallet.set("used_margin", OldJson.number(used.toPlainString()));
            decimal(coin, "walletBalance")
                    .ifPresent(balance -> wallet.set(
                            "available_balance",
                            OldJson.number(balance.subtract(used).toPlainString())));
        });
        return wallet;
    }

    /** What orders, positions and spot orders bind; empty where v5 does not say it coin by coin. */
    private static Optional<BigDecimal> used(JsonNode coin) {
        BigDecimal used = BigDecimal.ZERO;
        for (String name : List.of("totalOrderIM", "totalPositionIM", "locked")) {
            Optional<BigDecimal> part = decimal(coin, name);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            used = used.add(part.get());
        }
        return Optional.of(used);
    }

    private static Optional<BigDecimal> decimal(JsonNode coin, String name) {
        return Optional.of(coin.path(name).asText())
                .filter(text -> text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?"))
                .map(BigDecimal::new);
    }

    /** A coin that the wallet does not hold. */
    static ObjectNode empty() {
        ObjectNode wallet = OldJson.object();
        DECIMALS.forEach(names -> wallet.put(names.getKey(), 0));
        return wallet.put("used_margin", 0).put("available_balance", 0);
    }
}
