package dev.portcullis.simulation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Every step of a world and what was noteworthy in it: a hash of all, and the last lines for whoever has to look. */
final class Trace {
    private static final int TAIL_LINES = 400;
    private static final long NANOS_PER_MICRO = 1_000;

    private final MessageDigest digest;
    private final ArrayDeque<Line> tail = new ArrayDeque<>();
    private final ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES);
    private long nowNanos;

    Trace() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** One event of the queue. */
    void step(long atNanos, long number) {
        nowNanos = atNanos;
        digest.update(numbers.clear().putLong(atNanos).putLong(number).flip());
    }

    /** What an event did. */
    void line(String who, String what) {
        digest.update(who.getBytes(StandardCharsets.UTF_8));
        digest.update(what.getBytes(StandardCharsets.UTF_8));
        if (tail.size() == TAIL_LINES) {
            tail.remove();
        }
        tail.add(new Line(nowNanos, who, what));
    }

    /** The hash of all so far, in hex; ends the trace. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    String tail() {
        return tail.stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    private record Line(long atNanos, String who, String what) {
        String text() {
            return String.format("%12d us  %-9s %s", atNanos / NANOS_PER_MICRO, who, what);
        }
    }
}
