package dev.portcullis.sandbox.limit;

import dev.portcullis.sandbox.wire.Line;
import java.util.Map;

/**
 * What an account's level allows at upgradable endpoints, per second and UID (docs:v5/rate-limit/rules-for-vips and
 * rules-for-pros).
 *
 * @param derivatives linear and inverse
 * @param options options
 * @param spot spot
 */
record Tier(int derivatives, int options, int spot) {
    private static final Tier DEFAULT = new Tier(10, 10, 20);

    private static final Map<String, Tier> BY_LEVEL = Map.ofEntries(
            Map.entry("No VIP", DEFAULT),
            Map.entry("VIP-1", new Tier(20, 20, 25)),
            Map.entry("VIP-2", new Tier(40, 40, 30)),
            Map.entry("VIP-3", new Tier(60, 60, 40)),
            Map.entry("VIP-4", new Tier(60, 60, 40)),
            Map.entry("VIP-5", new Tier(60, 60, 40)),
            Map.entry("VIP-Supreme", new Tier(60, 60, 40)),
            Map.entry("PRO-1", even(200)),
            Map.entry("PRO-2", even(400)),
            Map.entry("PRO-3", even(600)),
            Map.entry("PRO-4", even(800)),
            Map.entry("PRO-5", even(1000)),
            Map.entry("PRO-6", even(1200)),
            Map.entry("MM-1", even(600)),
            Map.entry("MM-2", even(800)),
            Map.entry("MM-3", even(1000)));

    /** The tier of a vipLevel, the default one when Bybit lists none. */
    static Tier of(String vipLevel) {
        return BY_LEVEL.getOrDefault(vipLevel, DEFAULT);
    }

    int perSecond(Line line) {
        return switch (line) {
            case DERIVATIVES -> derivatives;
            case OPTIONS -> options;
            case SPOT -> spot;
        };
    }

    /** Whether the level is above the default, so that it may lift an endpoint's own figure. */
    boolean isUpgraded() {
        return !equals(DEFAULT);
    }

    private static Tier even(int perSecond) {
        return new Tier(perSecond, perSecond, perSecond);
    }
}
