package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Serves every cancel (design invariant 6): first it takes what has not departed out of the lines; what departed
 * without an outcome is cancelled at once and pursued until it is certain that it does not live; the rest is one
 * plain cancel. The caller waits up to its own deadline, the pursuit goes on without it.
 */
final class GettingOut implements Service<Admitted> {
    private static final String TAKEN_OUT = "a cancel took it out of the line before it could leave";

    private final Lines lines;
    private final OrderIndex index;
    private final Service<Admitted> plainCancel;
    private final CancelPursuit pursuit;
    private final GateAnswers answers;
    private final Race race;
    private final LongSupplier nanoTicker;

    GettingOut(
            Lines lines,
            OrderIndex index,
            Service<Admitted> plainCancel,
            CancelPursuit pursuit,
            GateAnswers answers,
            Race race,
            LongSupplier nanoTicker) {
        this.lines = lines;
        this.index = index;
        this.plainCancel = plainCancel;
        this.pursuit = pursuit;
        this.answers = answers;
        this.race = race;
        this.nanoTicker = nanoTicker;
    }

    @Override
    public Future<Answer> serve(Admitted admitted) {
        CancelTarget target = CancelTarget.of(admitted.call());
        boolean createTakenOut = takeOut(admitted, target);
        if (target.isOne() && createTakenOut) {
            return Future.succeededFuture(answers.cancelled(target.link().orElse(null), Optional.empty()));
        }
        List<TrackedOrder> open =
                index.of(admitted.environment(), admitted.account()).openQuestions(target::meansDeparted);
        return open.isEmpty() ? plain(admitted, target) : pursued(admitted, target, open);
    }

    private boolean takeOut(Admitted admitted, CancelTarget target) {
        int creates = lines.takeOut(
                admitted.account(),
                waiting -> waiting.call().kind().isCreate() && waiting.isFirst() && target.meansWaiting(waiting),
                TAKEN_OUT);
        lines.takeOut(admitted.account(), target::meansWaiting, TAKEN_OUT);
        return creates > 0;
    }

    private Future<Answer> plain(Admitted admitted, CancelTarget target) {
        return plainCancel.serve(admitted).compose(answer -> {
            boolean unknown = answer instanceof Answer.Settled settled && settled.outcome() instanceof Outcome.Unknown;
            if (!unknown || !target.isOne()) {
                return Future.succeededFuture(answer);
            }
            return untilDeadline(
                    admitted, pursuit.ofNamed(admitted, target.one()).map(end -> done(admitted, target, end)), answer);
        });
    }

    private Future<Answer> pursued(Admitted admitted, CancelTarget target, List<TrackedOrder> open) {
        List<Future<Ending>> ends =
                open.stream().map(order -> pursuit.of(admitted, order)).toList();
        Answer notYet = answers.unknown("the order it cancels has no outcome yet; the gate goes on cancelling", open);
        if (target.isOne()) {
            return untilDeadline(admitted, ends.get(0).map(end -> done(admitted, target, end)), notYet);
        }
        return plainCancel
                .serve(admitted)
                .compose(answer -> untilDeadline(admitted, Future.all(ends).map(answer), notYet));
    }

    private Answer done(Admitted admitted, CancelTarget target, Ending end) {
        if (end instanceof Ending.TooLate late) {
            return late.bybits();
        }
        if (end instanceof Ending.Filled filled) {
            return answers.filledBeforeItsCancel(admitted.call().category(), filled.orderId());
        }
        Optional<TrackedOrder> known =
                SettledCreateFirst.find(index.of(admitted.environment(), admitted.account()), target.one());
        return answers.cancelled(target.link().orElse(null), known.flatMap(TrackedOrder::orderId));
    }

    private Future<Answer> untilDeadline(Admitted admitted, Future<Answer> certain, Answer notYet) {
        long patienceNanos = admitted.call().timing().departByNanos() - nanoTicker.getAsLong();
        return race.first(
                certain, patienceNanos, () -> notYet, admitted.call().origin().home());
    }
}
