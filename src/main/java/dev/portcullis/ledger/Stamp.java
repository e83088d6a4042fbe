package dev.portcullis.ledger;

/**
 * What every record says of itself.
 *
 * @param seq its number, from 1, without gaps
 * @param syncedSeq all records up to this one were on disk before this one was written; damage behind it tells of a
 *     crash, damage before it of tampering
 * @param boot the id of the process that wrote it
 * @param wallMillis UTC milliseconds of the host's clock, which may step
 * @param monoNanos the monotonic clock of that boot
 */
public record Stamp(long seq, long syncedSeq, String boot, long wallMillis, long monoNanos) {
    void writeTo(FieldSink to) {
        to.number("seq", seq);
        to.number("synced", syncedSeq);
        to.text("boot", boot);
        to.number("wall", wallMillis);
        to.number("mono", monoNanos);
    }

    static Stamp read(RecordFields from) {
        return new Stamp(
                from.number("seq"), from.number("synced"), from.text("boot"), from.number("wall"), from.number("mono"));
    }
}
