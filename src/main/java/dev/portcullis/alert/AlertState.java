package dev.portcullis.alert;

/** Why an alert is told of. */
public enum AlertState {
    /** It has begun. */
    RAISED("raised"),
    /** It has been told of before and still stands. */
    REPEATED("raised"),
    /** It is over. */
    CLEARED("cleared");

    private final String text;

    AlertState(String text) {
        this.text = text;
    }

    /** The word in a webhook's body, which knows two states only. */
    public String text() {
        return text;
    }
}
