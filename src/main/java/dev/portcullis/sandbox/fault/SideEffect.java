package dev.portcullis.sandbox.fault;

/** Whether a request is carried out although its answer goes wrong. */
public enum SideEffect {
    /** Nothing happens at the exchange. */
    NONE,
    /** The exchange does what was asked: a hidden success. */
    EXECUTED
}
