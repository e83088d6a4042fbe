package dev.portcullis.model;

/**
 * The IP address that a caller really has, as a literal in canonical form (IPv4-mapped IPv6 addresses as IPv4).
 */
public record PeerAddress(String text) {
    @Override
    public String toString() {
        return text;
    }
}
