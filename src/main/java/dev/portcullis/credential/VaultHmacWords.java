package dev.portcullis.credential;

import dev.portcullis.model.RejectedException;
import io.vertx.core.VertxException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * What to tell whoever wanted a signature that Vault did not make, and what to do. Bots read these words too, so
 * neither Vault's address nor where the token lies is in them; nor is anything that was to be signed.
 */
final class VaultHmacWords {
    private static final String NOTHING = "; nothing was signed";
    private static final int ERRORS_LENGTH_MAX = 200;

    private VaultHmacWords() {}

    static RejectedException noVault(VaultHmacKey key) {
        return no(
                "the key is in Vault (" + key + "), and the configuration names no Vault",
                "set master-key.vault.url again");
    }

    static RejectedException saturated(int inFlightMax) {
        return no(
                "signing in Vault is saturated: it has " + inFlightMax + " requests to answer already",
                "send fewer at a time, raise keys.vault.in-flight, or use a key whose secret the gate keeps");
    }

    static RejectedException late(long afterMillis) {
        return no(
                "Vault made no signature within " + afterMillis + " ms, the time that this call had left for it",
                "look at Vault's load and the way to it; a key whose secret the gate keeps does not wait");
    }

    /** No answer came. */
    static RuntimeException noAnswer(Throwable failed, long withinMillis) {
        if (failed instanceof TimeoutException) {
            return late(withinMillis);
        }
        if (failed instanceof CredentialException) {
            return no(
                    "the gate has no token for Vault",
                    "let master-key.vault.token-file name the file that Vault Agent keeps fresh, or set the variable");
        }
        // what the one who asked threw himself, as he was to write: revoked, too late, the ledger is full
        if (failed instanceof RuntimeException own && !(failed instanceof VertxException)) {
            return own;
        }
        return no("Vault cannot be reached: " + how(failed), "check that it runs, master-key.vault.url and its trust");
    }

    private static String how(Throwable failed) {
        if (failed instanceof UnknownHostException) {
            return "its name cannot be resolved";
        }
        if (failed instanceof ConnectException) {
            return "it does not accept connections";
        }
        return failed instanceof SSLException ? "it could not prove who it is (TLS)" : "the connection broke";
    }

    /** @param errors what Vault gave as reasons; none of its errors repeats what was sent */
    static RejectedException refusal(VaultHmacKey key, int status, String errors) {
        return switch (status) {
            case 307, 308 ->
                no("Vault answers from a standby (" + status + ")", "name its active node in master-key.vault.url");
            case 400 -> badRequest(key, errors);
            case 403 ->
                no(
                        "Vault refuses the gate's token (permission denied)",
                        "renew the token, and let its policy have update on " + key.path());
            case 404 -> missing(key);
            case 429 -> no("Vault answers 429, too many requests", "raise its quota for the gate");
            case 503 -> down(errors);
            default -> no("Vault answers " + status + " " + shortened(errors), "see its log");
        };
    }

    private static RejectedException badRequest(VaultHmacKey key, String errors) {
        String reasons = errors.toLowerCase(Locale.ROOT);
        if (reasons.contains("key not found")) {
            return missing(key);
        }
        if (reasons.contains("too old") || reasons.contains("disallowed by policy")) {
            return no(
                    "Vault's policy does not allow version " + key.version() + " of " + key.keyPath() + " any more",
                    "lower its min_encryption_version, or put the API key in again with the version that counts");
        }
        return reasons.contains("version does not exist")
                ? no(
                        "there is no version " + key.version() + " of " + key.keyPath() + " in Vault",
                        "put the API key in again with the version that holds its secret, or restore Vault's backup")
                : no("Vault refuses the request (400 " + shortened(errors) + ")", "see its log");
    }

    private static RejectedException missing(VaultHmacKey key) {
        return no(
                "there is no key " + key.keyPath() + " in Vault",
                "import the secret there (docs/keys.md), or restore Vault's backup");
    }

    private static RejectedException down(String errors) {
        return errors.toLowerCase(Locale.ROOT).contains("sealed")
                ? no("Vault is sealed", "unseal it (`vault operator unseal`)")
                : no("Vault answers 503", "see its log");
    }

    static RejectedException anotherVersion(VaultHmacKey key, String answered) {
        return no(
                "Vault signed with version " + answered + " of " + key.keyPath() + ", and version " + key.version()
                        + " was asked for",
                "check what stands between the gate and Vault");
    }

    static RejectedException unreadable() {
        return no("Vault's answer cannot be read", "is master-key.vault.url really Vault's?");
    }

    private static RejectedException no(String what, String remedy) {
        return Mandate.notSent(what + NOTHING + "; " + remedy);
    }

    private static String shortened(String errors) {
        return errors.substring(0, Math.min(errors.length(), ERRORS_LENGTH_MAX));
    }
}
