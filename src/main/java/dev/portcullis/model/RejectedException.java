package dev.portcullis.model;

/** Carries an expected refusal through a chain of futures; it has no stack trace, for it is not a bug. */
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    /** Carries the given refusal. */
    public RejectedException(Rejection rejection) {
        super(rejection.detail(), null, false, false);
        this.rejection = rejection;
    }

    /** What was refused and why. */
    public Rejection rejection() {
        return rejection;
    }
}
