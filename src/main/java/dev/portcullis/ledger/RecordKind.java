package dev.portcullis.ledger;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The kinds of record, each with its word in a line's {@code ev} field. */
public enum RecordKind {
    INTENT("intent"),
    LATE("late"),
    SIGNED("signed"),
    OUTCOME("outcome"),
    RESOLVED("resolved"),
    REFUSED("refused"),
    ACCESS("access"),
    READ("read"),
    ADMIN("admin"),
    GENESIS("genesis"),
    SEGMENT("segment"),
    BOOT("boot"),
    STOP("stop"),
    CUT("cut"),
    DROPPED("dropped"),
    LOST("lost"),
    CHECKPOINT("checkpoint"),
    RETIRED("retired"),
    MANIFEST("manifest");

    /** The kinds that say which creates there are and what became of them. */
    static final Set<RecordKind> OF_ORDERS = Set.of(INTENT, OUTCOME, RESOLVED, DROPPED);

    private final String text;

    RecordKind(String text) {
        this.text = text;
    }

    /** The word in the line. */
    public String text() {
        return text;
    }

    /** The kind with this word, or empty when this version has none such. */
    public static Optional<RecordKind> ofText(String word) {
        return Arrays.stream(values()).filter(k -> k.text.equals(word)).findFirst();
    }
}
