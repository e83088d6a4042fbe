package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.Service;
import io.vertx.core.Future;

/** Refuses what the desk has halted. */
final class HaltCheck implements Stage<Claimed, Claimed> {
    private final Passages passages;

    HaltCheck(Passages passages) {
        this.passages = passages;
    }

    @Override
    public Service<Claimed> before(Service<Claimed> next) {
        return claimed -> passages.halted(claimed.admitted())
                .map(halt -> Future.<Answer>succeededFuture(new Answer.Refused(halt)))
                .orElseGet(() -> next.serve(claimed));
    }
}
