package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one reading of the manifest says about the rows that were read with it. */
final class ManifestVerdict {
    private static final String REMEDY = "; revoke it, put the key in again, and find out who wrote to the store";

    private final Map<String, ManifestEntry> expected;
    private final @Nullable CredentialException all;
    private final Set<String> seen = new HashSet<>();

    private ManifestVerdict(Map<String, ManifestEntry> expected, @Nullable CredentialException all) {
        this.expected = expected;
        this.all = all;
    }

    /** Each row must be as its entry says. */
    static ManifestVerdict by(Map<String, ManifestEntry> expected) {
        return new ManifestVerdict(expected, null);
    }

    /** No row can be believed, for that reason. */
    static ManifestVerdict refusingAll(CredentialException why) {
        return new ManifestVerdict(Map.of(), why);
    }

    /** @throws CredentialException when the row is not the one that the gate wrote last */
    void require(SealedCredential row) {
        if (all != null) {
            throw new CredentialException(all.kind(), String.valueOf(all.getMessage()), all);
        }
        ManifestEntry found = ManifestEntry.of(row);
        ManifestEntry wanted = expected.get(found.id());
        if (wanted == null) {
            throw tampered(found, "its row was added by something else than this gate");
        }
        wanted.objection(found).ifPresent(objection -> {
            throw tampered(found, objection);
        });
    }

    /** There is a row of this id, whatever it says. */
    void saw(String id) {
        seen.add(id);
    }

    /** Those that must be there and are not; asked after every row was looked at. */
    List<UnreadableCredential> missing() {
        List<UnreadableCredential> missing = new ArrayList<>();
        expected.values().stream()
                .filter(entry -> entry.state() != CredentialState.REVOKED && !seen.contains(entry.id()))
                .forEach(entry -> missing.add(new UnreadableCredential(
                        entry.id(),
                        entry.account(),
                        "the stored key " + entry.id() + " of " + entry.account()
                                + " is gone: its row was deleted from the store; put the key in again, and find out"
                                + " who wrote to the store",
                        false)));
        return missing;
    }

    private static CredentialException tampered(ManifestEntry found, String objection) {
        return new CredentialException(
                Kind.TAMPERED,
                "the stored key " + found.id() + " of " + found.account() + " is refused: " + objection + REMEDY);
    }
}
