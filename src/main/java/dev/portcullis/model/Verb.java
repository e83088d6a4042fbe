package dev.portcullis.model;

/** The two HTTP methods that Bybit v5 uses. */
public enum Verb {
    GET,
    POST
}
