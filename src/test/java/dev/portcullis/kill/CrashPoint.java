package dev.portcullis.kill;

import java.util.Locale;

/** The named moments at which the kill test ends a gate; where each lies is said by the class that passes it. */
enum CrashPoint {
    /** A group of records is about to be handed to the operating system. */
    BEFORE_APPEND(60),
    /** Half of a group is there: a torn tail. */
    DURING_APPEND(60),
    /** A group is there, unsynced. */
    AFTER_APPEND(60),
    /** A group is about to be synced. */
    BEFORE_SYNC(60),
    /** A group is on disk, and nobody knows yet. */
    AFTER_SYNC(60),
    /** A write has departed: its intent is durable, no byte of it has left. */
    BEFORE_SEND(100),
    /** A write has left and the exchange holds its answer back. */
    AFTER_SEND(60),
    /** The exchange's answer is there, and nothing has been concluded from it. */
    BEFORE_ANSWER(100),
    /** The answer has been concluded from, and the caller may have been answered. */
    AFTER_ANSWER(100),
    /** An outcome is about to be put in the ledger's line. */
    BEFORE_OUTCOME(100),
    /** An outcome stands in the ledger's line, in memory alone. */
    AFTER_OUTCOME(100),
    /** A full segment is about to be followed by a new one. */
    BEFORE_ROTATION(1),
    /** The new segment exists, empty. */
    AFTER_ROTATION(1),
    /** A checkpoint's record is about to be appended. */
    BEFORE_CHECKPOINT(1),
    /** The newest signed head is being written beside the old one. */
    DURING_CHECKPOINT(2),
    /** A checkpoint's record has been appended, unsynced. */
    AFTER_CHECKPOINT(1),
    /** In the gate that recovers from another kill: what became of an order is about to be recorded. */
    BEFORE_RESOLUTION(1),
    /** In the gate that recovers from another kill: that record stands in the line, in memory alone. */
    AFTER_RESOLUTION(1),
    /** Wherever the gate happens to be. */
    ANY_MOMENT(0);

    private final int passagesMax;

    CrashPoint(int passagesMax) {
        this.passagesMax = passagesMax;
    }

    /** How many passages of this point a round of 200 orders surely has; the gate ends at one of them. */
    int passagesMax() {
        return passagesMax;
    }

    /** Whether it lies in the gate that recovers, not in the one that trades. */
    boolean isInRecovery() {
        return this == BEFORE_RESOLUTION || this == AFTER_RESOLUTION;
    }

    /** The point's name in tables. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
