package dev.portcullis.bybit;

/** Where an environment's UID limits come from. */
public sealed interface TierRule {
    /** From query-api's vipLevel, corrected by what X-Bapi-Limit says. */
    record Auto() implements TierRule {}

    /** A fixed ceiling, whatever the exchange says. */
    record Fixed(Tier tier) implements TierRule {}

    /** No window of a UID at all. */
    record None() implements TierRule {}

    /**
     * Reads the configuration's word: {@code auto}, {@code none}, a tier such as {@code vip3} or {@code pro6}, or a
     * figure such as {@code 500/s}.
     *
     * @throws IllegalArgumentException naming the forms
     */
    static TierRule ofText(String text) {
        if (text.equals("auto")) {
            return new Auto();
        }
        if (text.equals("none")) {
            return new None();
        }
        if (text.matches("[1-9][0-9]{0,5}/s")) {
            return new Fixed(Tier.perSecond(Integer.parseInt(text.substring(0, text.length() - 2))));
        }
        return Tier.ofName(text)
                .map(Fixed::new)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a tier is auto, none, default, vip1 to vip5, supreme, pro1 to pro6, mm1 to mm3, or a figure"
                                + " such as 500/s"));
    }
}
