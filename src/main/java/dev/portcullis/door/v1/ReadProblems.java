package dev.portcullis.door.v1;

import dev.portcullis.door.RawAnswer;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.RejectedException;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes problems of what went wrong with a read, and says where it happened to those who may know. */
final class ReadProblems {
    private static final Set<ProblemType> OF_STRANGERS =
            EnumSet.of(ProblemType.UNAUTHENTICATED, ProblemType.NOT_GRANTED, ProblemType.ADDRESS_NOT_ALLOWED);

    private ReadProblems() {}

    /** The problem; empty for a failure of the gate's own, which is none. */
    static Optional<V1Problem> of(Throwable failed) {
        if (failed instanceof RejectedException refused) {
            return Optional.of(V1Problem.of(refused.rejection(), false));
        }
        return failed instanceof V1ProblemException refused ? Optional.of(refused.problem()) : Optional.empty();
    }

    /** The problem as an answer; a failure of the gate's own stays one. */
    static Future<RawAnswer> answer(V1Request request, Throwable failed, List<Header> environment) {
        return of(failed)
                .map(problem -> Future.succeededFuture(
                        V1Answers.problem(problem, request.id(), shownWith(problem, environment))))
                .orElseGet(() -> Future.failedFuture(failed));
    }

    /** Where an account is, is told to those alone who have a grant on it. */
    static List<Header> shownWith(V1Problem problem, List<Header> environment) {
        return OF_STRANGERS.contains(problem.type()) ? List.of() : environment;
    }
}
