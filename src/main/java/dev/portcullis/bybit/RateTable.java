package dev.portcullis.bybit;

import dev.portcullis.model.BusinessLine;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointKind;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What Bybit lets one UID send to each endpoint in a rolling second, before an account's own figures are known
 * (docs:v5/rate-limit).
 */
public final class RateTable {
    private static final int BATCH_MAX = 20;
    private static final int BATCH_MAX_SPOT = 10;
    private static final int CANCEL_ALL_OPTIONS_PER_SECOND = 1;
    private static final int AMEND_SPOT_DEFAULT_PER_SECOND = 10;

    private static final Map<String, Integer> FIXED_PER_SECOND = Map.ofEntries(
            Map.entry("/v5/order/realtime", 50),
            Map.entry("/v5/order/history", 50),
            Map.entry("/v5/execution/list", 50),
            Map.entry("/v5/order/spot-borrow-check", 50),
            Map.entry("/v5/order/disconnected-cancel-all", 5),
            Map.entry("/v5/position/list", 50),
            Map.entry("/v5/position/closed-pnl", 50),
            Map.entry("/v5/position/set-leverage", 10),
            Map.entry("/v5/position/add-margin", 10),
            Map.entry("/v5/position/confirm-pending-mmr", 10),
            Map.entry("/v5/position/trading-stop", 10),
            Map.entry("/v5/position/switch-mode", 10),
            Map.entry("/v5/position/set-auto-add-margin", 10),
            Map.entry("/v5/account/wallet-balance", 50),
            Map.entry("/v5/account/info", 50),
            Map.entry("/v5/account/collateral-info", 50),
            Map.entry("/v5/account/user-setting-config", 50),
            Map.entry("/v5/account/transaction-log", 25),
            Map.entry("/v5/account/instruments-info", 10),
            Map.entry("/v5/account/fee-rate", 5),
            Map.entry("/v5/account/query-dcp-info", 5),
            Map.entry("/v5/account/smp-group", 5),
            Map.entry("/v5/account/set-margin-mode", 5),
            Map.entry("/v5/account/set-collateral-switch-batch", 5),
            Map.entry("/v5/account/mmp-modify", 5),
            Map.entry("/v5/account/mmp-reset", 5),
            Map.entry("/v5/account/set-limit-px-action", 10),
            Map.entry("/v5/asset/coin/query-info", 5),
            Map.entry("/v5/user/query-api", 10),
            Map.entry("/v5/apilimit/query", 50));

    private RateTable() {}

    /**
     * Requests per second of one UID to that endpoint and line; empty where Bybit publishes no figure.
     *
     * @param category null where the call names none; then the smallest figure of all lines counts
     * @param tier what upgradable endpoints get
     */
    public static OptionalInt perSecond(Endpoint endpoint, @Nullable Category category, Tier tier) {
        if (!isUpgradable(endpoint.kind())) {
            Integer fixed = FIXED_PER_SECOND.get(endpoint.id().path());
            return fixed == null ? OptionalInt.empty() : OptionalInt.of(fixed);
        }
        if (category != null) {
            return OptionalInt.of(upgradable(endpoint.kind(), category.line(), tier));
        }
        return Arrays.stream(BusinessLine.values())
                .mapToInt(line -> upgradable(endpoint.kind(), line, tier))
                .min();
    }

    /** The line whose window a call takes from; null where all categories share one window, as in reads. */
    public static @Nullable BusinessLine line(Endpoint endpoint, @Nullable Category category) {
        return category == null || !isUpgradable(endpoint.kind()) ? null : category.line();
    }

    /**
     * What a call takes from its window: a batch its number of orders, but an option batch 1 (docs:v5/rate-limit,
     * "batch order consumption"); everything else 1.
     *
     * @param orders how many orders the body lists
     */
    public static int cost(EndpointKind kind, @Nullable Category category, int orders) {
        return kind.isBatch() && category != Category.OPTION ? Math.max(1, orders) : 1;
    }

    /** The most orders in one batch (docs:v5/order/batch-place). */
    public static int batchMax(Category category) {
        return category == Category.SPOT ? BATCH_MAX_SPOT : BATCH_MAX;
    }

    /** Whether the account's tier decides the endpoint's figure; else it is the same for everyone. */
    public static boolean isUpgradable(EndpointKind kind) {
        return switch (kind) {
            case CREATE, AMEND, CANCEL, CANCEL_ALL, CREATE_BATCH, AMEND_BATCH, CANCEL_BATCH, PRE_CHECK -> true;
            case READ, PUBLIC_READ, CONFIGURE -> false;
        };
    }

    private static int upgradable(EndpointKind kind, BusinessLine line, Tier tier) {
        if (kind == EndpointKind.CANCEL_ALL && line == BusinessLine.OPTIONS && isBybits(tier)) {
            return CANCEL_ALL_OPTIONS_PER_SECOND;
        }
        if (kind == EndpointKind.AMEND && line == BusinessLine.SPOT && tier.equals(Tier.DEFAULT)) {
            return AMEND_SPOT_DEFAULT_PER_SECOND;
        }
        return tier.perSecond(line);
    }

    private static boolean isBybits(Tier tier) {
        return Tier.ofName(tier.name()).isPresent();
    }
}
