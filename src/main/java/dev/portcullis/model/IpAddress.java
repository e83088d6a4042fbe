package dev.portcullis.model;

import java.util.Optional;

/**
 * One IP address by value. Only whole literals are read: no names, no zone ids, none of the short forms that old C
 * libraries take ({@code 10.1}, {@code 010.0.0.1}). An IPv4-mapped IPv6 address is its IPv4 address.
 *
 * @param family IPv4 or IPv6
 * @param high the upper 64 bits; 0 for IPv4
 * @param low the lower 64 bits; for IPv4 the address in the lower 32
 */
public record IpAddress(Family family, long high, long low) {
    /** The two kinds of address, with their length in bits. */
    public enum Family {
        IPV4(32),
        IPV6(128);

        private final int bits;

        Family(int bits) {
            this.bits = bits;
        }

        /** The length of an address in bits. */
        public int bits() {
            return bits;
        }
    }

    private static final long MAPPED_PREFIX = 0xFFFFL;
    private static final long LOWER_32 = 0xFFFFFFFFL;

    /** @throws IllegalArgumentException when bits outside the family's length are set */
    public IpAddress {
        if (family == Family.IPV4 && (high != 0 || (low & ~LOWER_32) != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits");
        }
    }

    /**
     * Reads a literal, for example {@code 10.0.0.1} or {@code 2001:db8::1}.
     *
     * @throws IllegalArgumentException naming the text and what is wrong with it
     */
    public static IpAddress of(String literal) {
        IpAddress exact = exactly(literal);
        return exact.isMapped() ? v4(exact.low & LOWER_32) : exact;
    }

    /** Reads a literal as {@link #of} does; empty when it is none. */
    public static Optional<IpAddress> read(String literal) {
        try {
            return Optional.of(of(literal));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Reads a literal and leaves an IPv4-mapped address in its IPv6 form. */
    static IpAddress exactly(String literal) {
        return new IpLiteral(literal).read();
    }

    static IpAddress v4(long bits) {
        return new IpAddress(Family.IPV4, 0, bits);
    }

    static IpAddress v6(long high, long low) {
        return new IpAddress(Family.IPV6, high, low);
    }

    /** Whether this is {@code ::ffff:a.b.c.d}. */
    boolean isMapped() {
        return family == Family.IPV6 && high == 0 && low >>> 32 == MAPPED_PREFIX;
    }

    /** Whether the address names this very machine: 127.0.0.0/8 or ::1. */
    public boolean isLoopback() {
        return family == Family.IPV4 ? low >>> 24 == 127 : high == 0 && low == 1;
    }

    /** This address with every bit behind the first {@code length} cleared. */
    IpAddress keepFirst(int length) {
        if (family == Family.IPV4) {
            return v4(low & mask(length + 32) & LOWER_32);
        }
        return v6(high & mask(length), low & mask(length - 64));
    }

    /** A word of 64 bits whose first {@code length} are set; less than 0 counts as 0, more than 64 as 64. */
    private static long mask(int length) {
        if (length <= 0) {
            return 0;
        }
        return length >= 64 ? -1L : -1L << (64 - length);
    }

    /** The address as a peer: its canonical text. */
    public PeerAddress asPeer() {
        return new PeerAddress(text());
    }

    /** The canonical text: dotted decimal, or IPv6 as RFC 5952 writes it. */
    public String text() {
        return family == Family.IPV4 ? textV4() : textV6();
    }

    private String textV4() {
        return (low >>> 24 & 0xFF) + "." + (low >>> 16 & 0xFF) + "." + (low >>> 8 & 0xFF) + "." + (low & 0xFF);
    }

    private String textV6() {
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int zeros = zerosFrom(i);
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        if (start < 0) {
            return groups(0, 8);
        }
        return groups(0, start) + "::" + groups(start + length, 8);
    }

    private int zerosFrom(int index) {
        int end = index;
        while (end < 8 && group(end) == 0) {
            end++;
        }
        return end - index;
    }

    private String groups(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == from ? "" : ":").append(Long.toHexString(group(i)));
        }
        return text.toString();
    }

    private long group(int index) {
        long word = index < 4 ? high : low;
        return word >>> (48 - 16 * (index % 4)) & 0xFFFF;
    }

    @Override
    public String toString() {
        return text();
    }
}
