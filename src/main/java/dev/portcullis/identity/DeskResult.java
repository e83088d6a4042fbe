package dev.portcullis.identity;

import java.util.List;

/**
 * What came of a change to the desk.
 *
 * @param <T> what the change made
 */
public sealed interface DeskResult<T> {
    /**
     * It is stored and in force.
     *
     * @param notes what the operator should know, one sentence each
     */
    record Done<T>(T value, List<String> notes) implements DeskResult<T> {}

    /**
     * Nothing was changed.
     *
     * @param message what is wrong and what to do
     */
    record Refused<T>(Reason reason, String message) implements DeskResult<T> {}

    /** Why a change was refused. */
    enum Reason {
        /** The name is in use. */
        NAME_TAKEN,
        /** There is no such account, client, operator, token, grant or environment. */
        NOT_FOUND,
        /** What is asked makes no sense by itself. */
        INVALID,
        /** Something else depends on it, or a limit is reached. */
        CONFLICT
    }
}
