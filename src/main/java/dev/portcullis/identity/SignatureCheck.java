package dev.portcullis.identity;

/** Checks the signatures of one signed client; holds no secret that could be read out of it. */
@FunctionalInterface
public interface SignatureCheck {
    /**
     * Whether this is the lower-case hex HMAC-SHA256 of the parts one after another; compared in constant time.
     *
     * @param signature as the caller sent it
     */
    boolean holds(String signature, byte[]... parts);
}
