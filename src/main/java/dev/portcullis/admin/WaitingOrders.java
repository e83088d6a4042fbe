package dev.portcullis.admin;

/** The orders that have not departed yet, as far as operators move them. */
@FunctionalInterface
public interface WaitingOrders {
    /** Drops those that the desk objects to by now; the number of those dropped. */
    int reconsiderWaiting();
}
