package dev.portcullis.bybit;

import dev.portcullis.model.BusinessLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many requests per second an account may send to each upgradable endpoint, by line (docs:v5/rate-limit,
 * rules-for-vips, rules-for-pros).
 *
 * @param name the word in configuration: default, vip1 to vip5, supreme, pro1 to pro6, mm1 to mm3, or N/s
 * @param derivatives requests per second of linear and inverse
 * @param options requests per second of option
 * @param spot requests per second of spot
 */
public record Tier(String name, int derivatives, int options, int spot) {
    /** What every account has at least. */
    public static final Tier DEFAULT = new Tier("default", 10, 10, 20);

    private static final List<Tier> TIERS = Stream.of(
                    Stream.of(
                            DEFAULT,
                            new Tier("vip1", 20, 20, 25),
                            new Tier("vip2", 40, 40, 30),
                            new Tier("vip3", 60, 60, 40),
                            new Tier("vip4", 60, 60, 40),
                            new Tier("vip5", 60, 60, 40),
                            new Tier("supreme", 60, 60, 40)),
                    Stream.of(
                            flat("pro1", 200),
                            flat("pro2", 400),
                            flat("pro3", 600),
                            flat("pro4", 800),
                            flat("pro5", 1_000),
                            flat("pro6", 1_200)),
                    Stream.of(flat("mm1", 600), flat("mm2", 800), flat("mm3", 1_000)))
            .flatMap(tiers -> tiers)
            .toList();

    /** @throws IllegalArgumentException when a figure is not positive */
    public Tier {
        if (derivatives < 1 || options < 1 || spot < 1) {
            throw new IllegalArgumentException("a tier allows at least 1 request per second on each line");
        }
    }

    /** The tier of that name in configuration, or empty. */
    public static Optional<Tier> ofName(String name) {
        return TIERS.stream().filter(tier -> tier.name.equals(name)).findFirst();
    }

    /** A tier of the desk's own: the same figure on every line. */
    public static Tier perSecond(int requestsPerSecond) {
        return flat(requestsPerSecond + "/s", requestsPerSecond);
    }

    /**
     * The tier of query-api's {@code vipLevel}: {@code No VIP}, {@code VIP-1} to {@code VIP-5}, {@code VIP-Supreme},
     * {@code PRO-1} to {@code PRO-6} (docs:v5/user/apikey-info). An unknown word is the default, the careful guess.
     */
    public static Tier ofVipLevel(String vipLevel) {
        String word = vipLevel.toLowerCase(Locale.ROOT).replace("-", "").replace(" ", "");
        return ofName(word.equals("vipsupreme") ? "supreme" : word).orElse(DEFAULT);
    }

    /** Requests per second of that line. */
    public int perSecond(BusinessLine line) {
        return switch (line) {
            case DERIVATIVES -> derivatives;
            case OPTIONS -> options;
            case SPOT -> spot;
        };
    }

    private static Tier flat(String name, int requestsPerSecond) {
        return new Tier(name, requestsPerSecond, requestsPerSecond, requestsPerSecond);
    }
}
