package dev.portcullis.pipeline;

import dev.portcullis.model.Service;
import java.util.List;

/** Opens the passage of a call that claims no orderLinkId: a read, an amend, a cancel, a setting. */
final class OpenPassage implements Stage<Admitted, Claimed> {
    private final Passages passages;
    private final Lines lines;

    OpenPassage(Passages passages, Lines lines) {
        this.passages = passages;
        this.lines = lines;
    }

    @Override
    public Service<Admitted> before(Service<Claimed> next) {
        return admitted -> {
            Passage passage = passages.open(admitted);
            Claimed claimed = new Claimed(admitted, passage, List.of());
            if (!admitted.call().kind().isAmend()) {
                return next.serve(claimed);
            }
            lines.join(admitted.account(), passage);
            return next.serve(claimed).onComplete(done -> lines.leave(admitted.account(), passage));
        };
    }
}
