package dev.portcullis.credential;

import dev.portcullis.bybit.Signer;
import dev.portcullis.model.CredentialId;

/**
 * A key that is tried out before it is stored: it has its id and signs, so that the exchange can be asked about it on
 * the ordinary way. Closing it forgets the key, unless it was put in meanwhile.
 */
public final class Trial implements AutoCloseable {
    private final CredentialId id;
    private final KeyCandidate candidate;
    private final KeySigner signer;
    private final Runnable forget;

    Trial(CredentialId id, KeyCandidate candidate, KeySigner signer, Runnable forget) {
        this.id = id;
        this.candidate = candidate;
        this.signer = signer;
        this.forget = forget;
    }

    /** The id that it will have in the store; {@link CredentialBook#signer} knows it from now on. */
    public CredentialId id() {
        return id;
    }

    /** The key on trial. */
    public KeyCandidate candidate() {
        return candidate;
    }

    /** Signs with the key on trial. */
    public Signer signer() {
        return signer;
    }

    @Override
    public void close() {
        forget.run();
    }

    KeySigner keySigner() {
        return signer;
    }
}
