package dev.portcullis.credential;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import java.util.regex.Pattern;

/**
 * Where a key belongs: one account of one environment, under a label that tells its keys apart.
 *
 * @param label {@code main} unless the desk says otherwise; matches [a-z0-9][a-z0-9_-]{0,15}
 */
public record KeyPlace(EnvironmentId environment, AccountId account, String label) {
    /** The label of an account's first key, and of the one that signs when several could. */
    public static final String MAIN = "main";

    private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9_-]{0,15}");

    /** @throws IllegalArgumentException when the label does not match [a-z0-9][a-z0-9_-]{0,15} */
    public KeyPlace {
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException("a key's label must match [a-z0-9][a-z0-9_-]{0,15}");
        }
    }

    /** For people: {@code alpha/main on testnet}. */
    @Override
    public String toString() {
        return account + "/" + label + " on " + environment;
    }
}
