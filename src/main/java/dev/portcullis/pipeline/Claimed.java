package dev.portcullis.pipeline;

import dev.portcullis.model.Call;
import java.util.List;

/**
 * An admitted call with its passage, and with the orderLinkIds that are now its own.
 *
 * @param orders one for each order of a create, in the order of the body; empty for everything else
 */
record Claimed(Admitted admitted, Passage passage, List<TrackedOrder> orders) {
    Call call() {
        return admitted.call();
    }
}
