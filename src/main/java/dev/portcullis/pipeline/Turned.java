package dev.portcullis.pipeline;

import dev.portcullis.budget.Turn;
import dev.portcullis.model.Call;

/** A call whose turn in every budget has come; it holds the slots. */
record Turned(Claimed claimed, Turn turn) {
    Call call() {
        return claimed.call();
    }
}
