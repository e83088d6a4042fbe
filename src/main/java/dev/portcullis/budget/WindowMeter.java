package dev.portcullis.budget;

/**
 * One window at one moment.
 *
 * @param limit how many slots it has; {@link Integer#MAX_VALUE} when nobody limits it (yet)
 * @param windowMillis how long a slot stays taken after the answer; 0 for calls in flight
 * @param used slots taken now, by calls on their way and by those that Bybit may still count
 * @param waiting calls that this window holds back
 * @param nextFreeMillis from now until a slot is free, 0 when one is; an estimate while it hangs on an answer to come
 * @param closedMillis from now until Bybit lets anything pass again, 0 when open
 */
public record WindowMeter(
        WindowId id, int limit, long windowMillis, int used, int waiting, long nextFreeMillis, long closedMillis) {}
