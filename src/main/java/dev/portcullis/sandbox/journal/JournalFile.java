package dev.portcullis.sandbox.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where journal records go besides memory. */
public interface JournalFile {
    /** Whether there is such a place; without one no line need be made. */
    boolean keeps();

    /** Appends one record without blocking. */
    void append(ObjectNode line);
}
