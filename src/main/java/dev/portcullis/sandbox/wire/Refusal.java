package dev.portcullis.sandbox.wire;

/** The exchange's definite no: a retCode and its retMsg, thrown without a stack trace where the check fails. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    /** A refusal with any code, also one that the simulator knows only from a script. */
    public Refusal(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** The retCode. */
    public int code() {
        return code;
    }

    /** The retMsg. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
