package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** What to tell a person when Vault refuses or does not answer. */
final class VaultWords {
    private static final int ERRORS_LENGTH_MAX = 200;
    private static final String AGAIN = "; the gate tries again by itself";

    private final VaultAccess access;
    private final VaultKeyName key;

    VaultWords(VaultAccess access, VaultKeyName key) {
        this.access = access;
        this.key = key;
    }

    CredentialException unreachable(Throwable failed) {
        if (failed instanceof CredentialException known) {
            return known;
        }
        String how = failed instanceof TimeoutException
                ? "gave no answer within " + access.timeout().toMillis() + " ms"
                : "cannot be reached (" + failed.getMessage() + ")";
        return unavailable("Vault at " + access.url() + " " + how + "; check that it runs, master-key.vault.url and"
                + " master-key.vault.trust");
    }

    /** @param errors what Vault gave as reasons; none of its errors repeats what was sent */
    CredentialException refusal(int status, String errors) {
        String reasons = errors.toLowerCase(Locale.ROOT);
        return switch (status) {
            case 400 -> badRequest(reasons, shortened(errors));
            case 403 ->
                unavailable("Vault refuses the gate's token (permission denied): renew the token in "
                        + access.tokenPlace() + "; its policy needs update on " + key.mount() + "/encrypt/" + key.key()
                        + " and " + key.mount() + "/decrypt/" + key.key() + ", read on " + key.mount() + "/keys/"
                        + key.key());
            case 404 -> missing();
            case 429 -> unavailable("Vault answers 429, too many requests; raise its quota for the gate");
            case 503 -> down(reasons);
            default -> unavailable("Vault answers " + status + " " + shortened(errors));
        };
    }

    private CredentialException badRequest(String reasons, String shown) {
        if (reasons.contains("encryption key not found")) {
            return missing();
        }
        if (reasons.contains("too old") || reasons.contains("disallowed by policy")) {
            return unavailable("Vault's key " + key + " no longer opens this version; lower its"
                    + " min_decryption_version, run `portcullis store rotate-kek`, then raise it again");
        }
        boolean refusedByTheTag = reasons.contains("authentication failed") || reasons.contains("invalid ciphertext");
        return refusedByTheTag
                ? new CredentialException(
                        Kind.TAMPERED, "the data key does not open under " + key + " in Vault (" + shown + ")")
                : unavailable("Vault refuses the request (400 " + shown + ")");
    }

    private CredentialException missing() {
        return unavailable("there is no key " + key + " in Vault; if it is new, make it with `vault write -f "
                + key.mount() + "/keys/" + key.key() + "`; if it was there before, restore Vault's backup: what it"
                + " sealed opens with nothing else");
    }

    private CredentialException down(String reasons) {
        return unavailable(
                reasons.contains("sealed")
                        ? "Vault at " + access.url() + " is sealed; unseal it (`vault operator unseal`)"
                        : "Vault at " + access.url() + " answers 503; see its log");
    }

    private static CredentialException unavailable(String what) {
        return new CredentialException(Kind.UNAVAILABLE, what + AGAIN);
    }

    private static String shortened(String errors) {
        return errors.substring(0, Math.min(errors.length(), ERRORS_LENGTH_MAX));
    }
}
