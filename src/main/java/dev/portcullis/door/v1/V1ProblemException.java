package dev.portcullis.door.v1;

/** A problem, on its way to the door. */
final class V1ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient V1Problem problem;

    /** Without a stack trace: it is an answer, not a fault. */
    V1ProblemException(V1Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    V1Problem problem() {
        return problem;
    }
}
