package dev.portcullis.model;

/** Which budget a call ran out of: the desk's limit for a key or a client, or Bybit's for a UID or an address. */
public enum BudgetBound {
    KEY("key"),
    CLIENT("client"),
    UID("uid"),
    ADDRESS("address");

    private final String text;

    BudgetBound(String text) {
        this.text = text;
    }

    /** The word in errors, metrics and the ledger. */
    public String text() {
        return text;
    }
}
