package dev.portcullis.credential;

import java.util.HexFormat;
import java.util.Optional;

/**
 * What the manifest says of one credential.
 *
 * @param sha256 of its row, in hex; of a revoked one, which holds no secret, nothing is compared but that it is revoked
 */
record ManifestEntry(String id, String account, CredentialState state, long version, String sha256) {
    private static final int PARTS = 5;

    static ManifestEntry of(SealedCredential row) {
        CredentialHead head = row.head();
        return new ManifestEntry(
                head.id().text(),
                head.place().account().text(),
                head.state(),
                head.stage().version(),
                HexFormat.of().formatHex(row.digest()));
    }

    /** The entry of the same credential once it is revoked. */
    ManifestEntry revoked() {
        return new ManifestEntry(id, account, CredentialState.REVOKED, version + 1, sha256);
    }

    /** Its words, with blanks between; none of them can hold one. */
    String line() {
        return id + " " + account + " " + state.text() + " " + version + " " + sha256;
    }

    /** What {@link #line} wrote; empty when it is no such line. */
    static Optional<ManifestEntry> ofLine(String line) {
        String[] parts = line.split(" ", -1);
        try {
            return parts.length == PARTS
                    ? Optional.of(new ManifestEntry(
                            parts[0], parts[1], CredentialState.ofText(parts[2]), Long.parseLong(parts[3]), parts[4]))
                    : Optional.empty();
        } catch (IllegalArgumentException otherWords) {
            return Optional.empty();
        }
    }

    /** What is wrong with the row that stands in the store under this id; empty when it is this one. */
    Optional<String> objection(ManifestEntry found) {
        boolean same =
                state == CredentialState.REVOKED ? found.state == CredentialState.REVOKED : found.sha256.equals(sha256);
        return same ? Optional.empty() : Optional.of(objectionWords(found));
    }

    private String objectionWords(ManifestEntry found) {
        if (state == CredentialState.REVOKED) {
            return "it was revoked, and its row was put back as " + found.state.text();
        }
        if (found.state == CredentialState.REVOKED) {
            return "its row says revoked, and this gate did not write that, or could not note it while it was sealed";
        }
        if (found.version < version) {
            return "its row was rolled back from version " + version + " to " + found.version;
        }
        return found.version == version
                ? "its row was edited, or swapped for another's, at version " + version
                : "its row was changed to version " + found.version + " by something else than this gate, which wrote "
                        + version;
    }
}
