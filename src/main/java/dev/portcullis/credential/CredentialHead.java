package dev.portcullis.credential;

import dev.portcullis.model.CredentialId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the store shows of a credential in the clear. All of it is authenticated with the sealed secret: a row with one
 * word changed does not open.
 *
 * @param vaultKey what makes its HMACs in Vault; empty when its secret is in the store
 */
public record CredentialHead(
        CredentialId id,
        KeyPlace place,
        ApiKey apiKey,
        KeyAlgorithm algorithm,
        Stage stage,
        CredentialLimits limits,
        Optional<VaultHmacKey> vaultKey) {

    /** One whose secret is in the store. */
    public CredentialHead(
            CredentialId id,
            KeyPlace place,
            ApiKey apiKey,
            KeyAlgorithm algorithm,
            Stage stage,
            CredentialLimits limits) {
        this(id, place, apiKey, algorithm, stage, limits, Optional.empty());
    }

    /**
     * How far a credential has come.
     *
     * @param version counts every change of the row, from 1
     * @param createdAtMillis UTC milliseconds
     * @param changedAtMillis when it came to this state, UTC milliseconds
     */
    public record Stage(CredentialState state, long version, long createdAtMillis, long changedAtMillis) {
        /** The stage after one more change. */
        Stage next(CredentialState nextState, long nowMillis) {
            long sinceMillis = nextState == state ? changedAtMillis : nowMillis;
            return new Stage(nextState, version + 1, createdAtMillis, sinceMillis);
        }
    }

    /** Where it stands in its life. */
    public CredentialState state() {
        return stage.state();
    }

    /** This credential after one more change. */
    CredentialHead next(CredentialState state, long nowMillis) {
        return new CredentialHead(id, place, apiKey, algorithm, stage.next(state, nowMillis), limits, vaultKey);
    }

    /** How it signs, in a word for people: hmac, rsa, or vault-hmac. */
    public String signsBy() {
        return vaultKey.isPresent() ? "vault-" + algorithm.text() : algorithm.text();
    }

    /**
     * What its secret is bound to when it is sealed under the data key of this id. A key in Vault is one part more, so
     * that no row of the one kind opens as one of the other.
     */
    byte[] boundTo(String dekId) {
        List<String> parts = new ArrayList<>(List.of(
                place.environment().text(),
                place.account().text(),
                apiKey.text(),
                dekId,
                Long.toString(stage.version()),
                id.text(),
                place.label(),
                algorithm.text(),
                stage.state().text(),
                FactsJson.ofLimits(limits),
                Long.toString(stage.createdAtMillis()),
                Long.toString(stage.changedAtMillis())));
        vaultKey.ifPresent(key -> parts.add(key.text()));
        return AssociatedBytes.of("portcullis-secret/1", parts.toArray(String[]::new));
    }
}
