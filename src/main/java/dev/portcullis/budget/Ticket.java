package dev.portcullis.budget;

/**
 * One call as it entered.
 *
 * @param number later calls have higher ones
 * @param enteredNanos when it entered, on the monotonic ticker
 */
record Ticket(long number, Flow flow, Passenger passenger, long enteredNanos) {
    /** What it takes from the window of that claim. */
    int cost(Claim claim) {
        return claim.measure().of(passenger.fare());
    }

    LineRank rankAt(Window window) {
        return window.rankOf(flow, number);
    }

    long deadlineNanos() {
        return passenger.deadlineNanos();
    }
}
