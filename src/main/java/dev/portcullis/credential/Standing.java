package dev.portcullis.credential;

/** Whether a credential may sign, shared by the book and every signer that it ever handed out; revoked is for good. */
final class Standing {
    private volatile boolean revoked;

    void revoke() {
        revoked = true;
    }

    boolean isRevoked() {
        return revoked;
    }
}
