package dev.portcullis.sandbox.book;

/**
 * How the synthetic market maker quotes round the reference price.
 *
 * @param levels price levels on each side; 0 for no market maker
 * @param ticksApart distance between levels, and from the reference price to the first, in ticks
 * @param lotsPerLevel size of each quote, in steps of the instrument's quantity
 */
public record MakerSettings(int levels, int ticksApart, int lotsPerLevel) {
    /** Ten levels of a thousand lots, five ticks apart: 10 BTC a side on BTCUSDT. */
    public static final MakerSettings DEFAULT = new MakerSettings(10, 5, 1000);

    /** No market maker: orders meet only each other. */
    public static final MakerSettings NONE = new MakerSettings(0, 1, 1);

    /** Refuses settings that quote at or through the reference price. */
    public MakerSettings {
        if (levels < 0 || ticksApart < 1 || lotsPerLevel < 1) {
            throw new IllegalArgumentException("market maker: levels must be at least 0, ticksApart and lotsPerLevel at"
                    + " least 1, got " + levels + ", " + ticksApart + ", " + lotsPerLevel);
        }
    }
}
