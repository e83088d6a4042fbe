package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What became of one order that was to be placed. */
sealed interface Placement {
    /** It is at the exchange, or may be. */
    record Order(ObjectNode json, boolean isUnknown, boolean replayed, String path) implements Placement {
        int status() {
            return isUnknown ? 202 : 201;
        }
    }

    /** It is not there. */
    record No(V1Problem problem) implements Placement {}
}
