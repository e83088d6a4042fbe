package dev.portcullis.model;

/** One way into the gate. */
public enum DoorName {
    V5("v5"),
    V1("v1"),
    V2("v2"),
    EVENT("event"),
    SIGNAL("signal"),
    ADMIN("admin");

    private final String text;

    DoorName(String text) {
        this.text = text;
    }

    /** The word in errors, metrics and the ledger. */
    public String text() {
        return text;
    }
}
