package dev.portcullis.pipeline;

import dev.portcullis.budget.RateAdvice;
import dev.portcullis.budget.Turn;
import dev.portcullis.model.Rejection;
import java.util.Optional;

/** A turn that costs nothing. */
final class FakeTurn implements Turn {
    @Override
    public void departed() {}

    @Override
    public void giveBack() {}

    @Override
    public void answered(RateAdvice advice) {}

    @Override
    public void unanswered(long responseDeadlineNanos) {}

    @Override
    public Optional<Turn> again() {
        return Optional.empty();
    }

    @Override
    public Optional<Rejection> whyClosed() {
        return Optional.empty();
    }

    @Override
    public long waitedNanos() {
        return 0;
    }
}
