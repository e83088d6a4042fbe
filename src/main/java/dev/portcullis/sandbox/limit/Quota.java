package dev.portcullis.sandbox.limit;

import dev.portcullis.sandbox.wire.Line;

/** How many requests per rolling second one UID may send to one endpoint. */
public sealed interface Quota {
    /** The figure for an account of this level on this line. */
    int perSecond(String vipLevel, Line line);

    /** The name of the counter that a line's requests go to: lines may share one. */
    String counter(Line line);

    /**
     * One figure for all lines together.
     *
     * @param limit requests per second
     */
    record Shared(int limit) implements Quota {
        @Override
        public int perSecond(String vipLevel, Line line) {
            return limit;
        }

        @Override
        public String counter(Line line) {
            return "all";
        }
    }

    /**
     * A figure for each line, lifted by the account's level (docs:v5/rate-limit/rate-limit, column upgradable).
     *
     * @param derivatives default for linear and inverse
     * @param options default for options
     * @param spot default for spot
     */
    record Upgradable(int derivatives, int options, int spot) implements Quota {
        @Override
        public int perSecond(String vipLevel, Line line) {
            Tier tier = Tier.of(vipLevel);
            return tier.isUpgraded() ? tier.perSecond(line) : defaultPerSecond(line);
        }

        @Override
        public String counter(Line line) {
            return line.name();
        }

        private int defaultPerSecond(Line line) {
            return switch (line) {
                case DERIVATIVES -> derivatives;
                case OPTIONS -> options;
                case SPOT -> spot;
            };
        }
    }
}
