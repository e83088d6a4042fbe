package dev.portcullis.credential;

import dev.portcullis.model.EnvironmentId;
import java.util.Map;
import java.util.Optional;

/** Why Bybit refuses a key, in words, by the retCode of its answer (docs:v5/error). */
public final class KeyRefusals {
    private static final String SITE = "{environment}";
    private static final Words EXPIRED = new Words(
            "the key has expired",
            "make a new key in Bybit's API Management and put it in; bound to an address it never expires");

    private static final Map<Integer, Words> BY_RET_CODE = Map.of(
            10003,
                    new Words(
                            "Bybit does not know this API key on {environment}",
                            "a key belongs to one environment: mainnet, testnet and each one's demo trading have their"
                                    + " own; check --env (now {environment}), and whether the key was deleted or copied"
                                    + " in part"),
            10004,
                    new Words(
                            "the secret does not belong to this API key",
                            "copy key and secret again, both whole; a self-generated key needs --rsa-key with its"
                                    + " private half"),
            10005,
                    new Words(
                            "the key lacks a right, or is read-only",
                            "give it the right, or set it to read-write, in Bybit's API Management"),
            10007,
                    new Words(
                            "Bybit could not authenticate the key's user",
                            "log in to {environment} at Bybit and look at the account and its keys"),
            10008,
                    new Words(
                            "Bybit has banned this account, or its account mode does not allow the API",
                            "log in to {environment} at Bybit and read what it says about the account"),
            10010,
                    new Words(
                            "the key is bound to other addresses than the gate's",
                            "bind the gate's outgoing address to the key in Bybit's API Management, on the web; no API"
                                    + " can do it"),
            10024,
                    new Words(
                            "Bybit's compliance rules stop this account",
                            "finish the identity check at Bybit, or ask its support"),
            33004, EXPIRED,
            -2015, EXPIRED);

    private KeyRefusals() {}

    private record Words(String what, String remedy) {}

    /** The refusal behind a retCode; empty when the code says nothing about the key. */
    public static Optional<Finding> explain(int retCode, EnvironmentId environment) {
        return Optional.ofNullable(BY_RET_CODE.get(retCode))
                .map(words -> Finding.refusal(
                        words.what().replace(SITE, environment.text()) + " (retCode " + retCode + ")",
                        words.remedy().replace(SITE, environment.text())));
    }
}
