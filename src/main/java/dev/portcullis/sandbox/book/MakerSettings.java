package dev.portcullis.sandbox.book;

/**
 * How the synthetic market maker quotes round the reference price.
 *
 * @param levels price levels on each side; 0 for no market maker
 * @param ticksApart distance between levels, and from the reference price to the first, in ticks
 * @param levelValue what each quote is worth, in the quote coin
 */
public record MakerSettings(int levels, int ticksApart, int levelValue) {
    /** Ten levels worth 60000 each, five ticks apart: at first 10 BTC a side on BTCUSDT. */
    public static final MakerSettings DEFAULT = new MakerSettings(10, 5, 60_000);

    /** No market maker: orders meet only each other. */
    public static final MakerSettings NONE = new MakerSettings(0, 1, 1);

    /** Refuses settings that quote at or through the reference price. */
    public MakerSettings {
        if (levels < 0 || ticksApart < 1 || levelValue < 1) {
            throw new IllegalArgumentException("market maker: levels must be at least 0, ticksApart and levelValue at"
                    + " least 1, got " + levels + ", " + ticksApart + ", " + levelValue);
        }
    }
}
