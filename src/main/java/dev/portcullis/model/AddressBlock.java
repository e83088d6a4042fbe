package dev.portcullis.model;

import java.util.regex.Pattern;

/**
 * A CIDR block: all addresses that share the first bits of one.
 *
 * @param first the lowest address; every bit behind the prefix is 0
 * @param prefixBits how many leading bits are shared: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record AddressBlock(IpAddress first, int prefixBits) {
    private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final int MAPPED_BITS = 96;

    /** @throws IllegalArgumentException when the prefix is too long or bits behind it are set */
    public AddressBlock {
        int bits = first.family().bits();
        if (prefixBits < 0 || prefixBits > bits) {
            throw new IllegalArgumentException(first + "/" + prefixBits + ": the prefix must be from 0 to " + bits);
        }
        IpAddress lowest = first.keepFirst(prefixBits);
        if (!lowest.equals(first)) {
            throw new IllegalArgumentException(first + "/" + prefixBits + " has bits set behind its prefix; write "
                    + lowest + "/" + prefixBits + " for the block or " + first + "/" + bits + " for the one address");
        }
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or one address without a prefix.
     *
     * @throws IllegalArgumentException naming the text and what is wrong with it
     */
    public static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            IpAddress address = IpAddress.of(text);
            return new AddressBlock(address, address.family().bits());
        }
        IpAddress address = IpAddress.exactly(text.substring(0, slash));
        String prefix = text.substring(slash + 1);
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("\"" + text + "\": the prefix must be a number from 0 to "
                    + address.family().bits() + ", as in 10.0.0.0/8; a netmask is not taken");
        }
        return unmapped(new AddressBlock(address, Integer.parseInt(prefix)));
    }

    /** The block of this size that the address lies in. */
    public static AddressBlock around(IpAddress address, int prefixBits) {
        return new AddressBlock(address.keepFirst(prefixBits), prefixBits);
    }

    private static AddressBlock unmapped(AddressBlock block) {
        if (!block.first.isMapped()) {
            return block;
        }
        return new AddressBlock(IpAddress.of(block.first.text()), block.prefixBits - MAPPED_BITS);
    }

    /** Whether the address is one of the block's; an IPv4 block has no IPv6 address and the other way round. */
    public boolean contains(IpAddress address) {
        return address.family() == first.family()
                && address.keepFirst(prefixBits).equals(first);
    }

    /** The canonical text, always with its prefix. */
    public String text() {
        return first.text() + "/" + prefixBits;
    }

    @Override
    public String toString() {
        return text();
    }
}
