package dev.portcullis.credential;

import dev.portcullis.model.EnvironmentId;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Why Bybit refuses a key, in words, by the retCode of its answer (docs:v5/error). */
public final class KeyRefusals {
    private static final Map<Integer, UnaryOperator<String>> WHAT = Map.of(
            10003, site -> "Bybit does not know this API key on " + site,
            10004, site -> "the secret does not belong to this API key",
            10005, site -> "the key lacks a right, or is read-only",
            10007, site -> "Bybit could not authenticate the key's user",
            10008, site -> "Bybit has banned this account, or its account mode does not allow the API",
            10010, site -> "the key is bound to other addresses than the gate's",
            10024, site -> "Bybit's compliance rules stop this account",
            33004, site -> "the key has expired",
            -2015, site -> "the key has expired");

    private static final Map<Integer, UnaryOperator<String>> REMEDY = Map.of(
            10003,
                    site -> "a key belongs to one environment: mainnet, testnet and each one's demo trading have their"
                            + " own; check --env (now " + site + "), and whether the key was deleted or copied in part",
            10004,
                    site ->
                            "copy key and secret again, both whole; a self-generated key needs --rsa-key with its private"
                                    + " half",
            10005, site -> "give it the right, or set it to read-write, in Bybit's API Management",
            10007, site -> "log in to " + site + " at Bybit and look at the account and its keys",
            10008, site -> "log in to " + site + " at Bybit and read what it says about the account",
            10010,
                    site -> "bind the gate's outgoing address to the key in Bybit's API Management; on the web only, no"
                            + " API can do it",
            10024, site -> "finish the identity check at Bybit, or ask its support",
            33004,
                    site -> "make a new key in Bybit's API Management and put it in; bound to an address it never"
                            + " expires",
            -2015,
                    site -> "make a new key in Bybit's API Management and put it in; bound to an address it never"
                            + " expires");

    private KeyRefusals() {}

    /** The refusal behind a retCode; empty when the code says nothing about the key. */
    public static Optional<Finding> explain(int retCode, EnvironmentId environment) {
        UnaryOperator<String> what = WHAT.get(retCode);
        UnaryOperator<String> remedy = REMEDY.get(retCode);
        if (what == null || remedy == null) {
            return Optional.empty();
        }
        String site = environment.text();
        return Optional.of(Finding.refusal(what.apply(site) + " (retCode " + retCode + ")", remedy.apply(site)));
    }
}
