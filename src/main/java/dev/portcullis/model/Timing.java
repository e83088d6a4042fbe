package dev.portcullis.model;

/**
 * The time that a call has, in nanoseconds of the gate's monotonic ticker unless said otherwise.
 *
 * @param arrivedNanos when its head arrived
 * @param departByNanos past this it may not depart any more
 * @param recvWindowMillis how long after its timestamp the exchange may take it
 * @param urgency whether it lets others pass while it waits; counts for reads alone
 */
public record Timing(long arrivedNanos, long departByNanos, int recvWindowMillis, Urgency urgency) {
    /** The time of a call that somebody waits for. */
    public Timing(long arrivedNanos, long departByNanos, int recvWindowMillis) {
        this(arrivedNanos, departByNanos, recvWindowMillis, Urgency.NOW);
    }
}
