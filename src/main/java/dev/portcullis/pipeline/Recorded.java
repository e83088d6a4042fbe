package dev.portcullis.pipeline;

import dev.portcullis.model.Call;

/** A call whose intent is in the ledger: nothing but the write is left. */
record Recorded(Turned turned, Fence fence) {
    Call call() {
        return turned.call();
    }
}
