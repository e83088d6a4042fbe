package dev.portcullis.cli;

/** What the commands exit with. */
final class ExitCodes {
    static final int OK = 0;
    static final int REFUSED_OR_FAILED = 1;
    static final int USAGE = 2;
    /** {@code audit verify}: only the last, unfinished record is torn. */
    static final int TORN_TAIL = 3;

    /** {@code apply --dry-run}: something would change. */
    static final int WOULD_CHANGE = 3;

    private ExitCodes() {}
}
