package dev.portcullis.cli;

/** A command that was refused or failed; the message is for the person at the terminal and says what to do. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message, null, false, false);
    }
}
