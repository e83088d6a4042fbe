package dev.portcullis.bybit;

import dev.portcullis.model.EnvironmentId;
import java.util.Optional;
import java.util.Set;

/**
 * What Bybit's refusal of a key means and what helps, in words for the person who looks after the keys (docs:v5/error;
 * bybit's key rules: docs:faq).
 *
 * @param retCode Bybit's code
 * @param cause what is wrong
 * @param remedy what to do about it
 */
public record KeyTrouble(int retCode, String cause, String remedy) {
    /** Codes that speak of the key itself, whatever was asked with it. */
    private static final Set<Integer> OF_THE_KEY = Set.of(10003, 10004, 10005, 10010, 33004);

    /** The key lacks the right for what was asked, or is read-only. */
    public static final int PERMISSION_DENIED = 10005;

    /** The trouble that this code means; empty for a code that does not speak of the key. */
    public static Optional<KeyTrouble> ofOrders(int retCode, EnvironmentId environment) {
        return OF_THE_KEY.contains(retCode) ? Optional.of(of(retCode, environment)) : Optional.empty();
    }

    /** What a code means that Bybit answered when it was asked about a key. */
    public static KeyTrouble of(int retCode, EnvironmentId environment) {
        String cause = "Bybit refused the key with retCode " + retCode + ": "
                + RetCode.of(retCode).meaning();
        return new KeyTrouble(retCode, cause, remedy(retCode, environment));
    }

    private static String remedy(int retCode, EnvironmentId environment) {
        return switch (retCode) {
            case 10002 ->
                "check this machine's network for long delays, then try again: the gate signs with the"
                        + " exchange's own time";
            case 10003 ->
                "check that the key is whole and was made on the site of " + environment
                        + "; mainnet, demo and testnet have keys of their own";
            case 10004 ->
                "give the secret that was shown when this very key was made; of a self-generated key, the"
                        + " private half of the pair whose public half is at Bybit";
            case PERMISSION_DENIED ->
                "give the key the right for what was asked in Bybit's API Management, and set it to read-write for"
                        + " orders; then run `portcullis key check`";
            case 10006 -> "wait a second, then try again";
            case 10010 -> "add the public address that this machine leaves by to the key's addresses on Bybit's site";
            case 33004, -2015 ->
                "make a new key; one without bound addresses ends after 90 days, one with them does not";
            default -> "look the code up in Bybit's documentation, docs:v5/error, and ask Bybit if need be";
        };
    }
}
