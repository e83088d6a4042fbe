package dev.portcullis.model;

/**
 * What makes two creates the same order: SHA-256, in hex, of the v5 body's sorted (field, text) pairs without
 * orderLinkId.
 */
public record Fingerprint(String hex) {
    @Override
    public String toString() {
        return hex;
    }
}
