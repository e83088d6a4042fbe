package dev.portcullis.sandbox.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that goes wrong with one call: delays add up, of every other kind the first one counts.
 *
 * @param faults what fired, in the order of scripting
 */
public record FaultPlan(List<Fault> faults) {
    /** Nothing goes wrong. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    static FaultPlan of(List<Fault> faults) {
        return faults.isEmpty() ? NONE : new FaultPlan(List.copyOf(faults));
    }

    /** How long the request waits before it is judged. */
    public Duration requestDelay() {
        return all(Fault.DelayRequest.class).stream()
                .map(Fault.DelayRequest::delay)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** How long the answer waits. */
    public Duration answerDelay() {
        return all(Fault.DelayAnswer.class).stream()
                .map(Fault.DelayAnswer::delay)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Whether the exchange carries the request out: not when any fault says that nothing happens. */
    public boolean executes() {
        return faults.stream().noneMatch(FaultPlan::preventsExecution);
    }

    /** The first fault of a kind. */
    public <F extends Fault> Optional<F> first(Class<F> kind) {
        return all(kind).stream().findFirst();
    }

    private <F extends Fault> List<F> all(Class<F> kind) {
        return faults.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static boolean preventsExecution(Fault fault) {
        if (fault instanceof Fault.Reset reset) {
            return reset.sideEffect() == SideEffect.NONE;
        }
        if (fault instanceof Fault.AnswerInstead instead) {
            return instead.sideEffect() == SideEffect.NONE;
        }
        return fault instanceof Fault.RetCodeInstead code && code.sideEffect() == SideEffect.NONE;
    }
}
