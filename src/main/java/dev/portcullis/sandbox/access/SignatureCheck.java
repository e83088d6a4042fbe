package dev.portcullis.sandbox.access;

/** Checks signatures of one key over the bytes of the string to sign (docs:v5/guide, section signature). */
public sealed interface SignatureCheck permits HmacCheck, RsaCheck {
    /** Whether the signature, as it stood in {@code X-BAPI-SIGN}, is this key's over these bytes. */
    boolean verifies(byte[] signed, String signature);

    /** The public key as query-api shows it, empty for an HMAC key. */
    String publicKeyText();
}
