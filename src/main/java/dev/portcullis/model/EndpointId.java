package dev.portcullis.model;

/** Names one endpoint of Bybit v5 by method and exact path; what it means is resolved in {@code bybit}. */
public record EndpointId(Verb verb, String path) {
    @Override
    public String toString() {
        return verb + " " + path;
    }
}
