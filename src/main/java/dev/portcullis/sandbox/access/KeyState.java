package dev.portcullis.sandbox.access;

/** Whether a key may be used at all. */
public enum KeyState {
    /** In use. */
    ACTIVE,
    /** Deleted or frozen by its owner: answers 10003, as an unknown key does. */
    DISABLED
}
