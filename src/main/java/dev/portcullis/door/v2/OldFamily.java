package dev.portcullis.door.v2;

import dev.portcullis.model.Category;
import java.util.regex.Pattern;

/** The two halves of the old API; they had paths, shapes and some codes of their own. */
enum OldFamily {
    /** {@code /v2/private/...}: contracts that settle in their coin, such as BTCUSD. */
    INVERSE,
    /** {@code /private/linear/...}: contracts that settle in USDT. */
    LINEAR;

    private static final Pattern LINEAR_SYMBOL = Pattern.compile(".*(USDT|USDC|PERP)");

    /** v5's category; a symbol that can only be linear is so under either half's paths. */
    Category category(String symbol) {
        return this == LINEAR || LINEAR_SYMBOL.matcher(symbol).matches() ? Category.LINEAR : Category.INVERSE;
    }

    /** The category of everything that the half lists when no symbol is named. */
    Category category() {
        return this == LINEAR ? Category.LINEAR : Category.INVERSE;
    }

    /** What the half called the moments of an order's begin and last change: their names end so. */
    String momentSuffix() {
        return this == LINEAR ? "_time" : "_at";
    }
}
