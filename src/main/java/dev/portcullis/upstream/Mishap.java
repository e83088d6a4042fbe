package dev.portcullis.upstream;

/**
 * Something expected that went wrong on the way, in words that hold nothing of what was sent; no stack trace, for it is
 * no bug.
 */
final class Mishap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mishap(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
