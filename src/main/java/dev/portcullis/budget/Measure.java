package dev.portcullis.budget;

/** What a window counts of a call. */
enum Measure {
    /** What Bybit counts for it. */
    COST,
    /** The call itself. */
    CALL,
    /** The orders that it names. */
    ORDERS,
    /** The call while it has no answer; a further write of it counts nothing more. */
    IN_FLIGHT;

    int of(Passenger.Fare fare) {
        return switch (this) {
            case COST -> fare.cost();
            case ORDERS -> Math.max(1, fare.orders());
            case CALL, IN_FLIGHT -> 1;
        };
    }

    int ofFurtherWrite(Passenger.Fare fare) {
        return this == IN_FLIGHT ? 0 : of(fare);
    }
}
