package dev.portcullis.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The addresses that something may come from; an empty list allows none. */
public record AddressList(List<AddressBlock> blocks) {
    /** This machine only: 127.0.0.0/8 and ::1. */
    public static final AddressList LOOPBACK = AddressList.of("127.0.0.0/8", "::1/128");

    /** Every address of both families. */
    public static final AddressList ANYWHERE = AddressList.of("0.0.0.0/0", "::/0");

    /** Keeps the order of the blocks and drops repeated ones. */
    public AddressList {
        blocks = blocks.stream().distinct().toList();
    }

    /**
     * Reads one block from each text.
     *
     * @throws IllegalArgumentException naming the first text that is no block and what is wrong with it
     */
    public static AddressList of(String... texts) {
        return of(Arrays.asList(texts));
    }

    /** Reads as {@link #of(String...)} does. */
    public static AddressList of(List<String> texts) {
        return new AddressList(texts.stream().map(AddressBlock::of).toList());
    }

    /** Whether the peer is on the list; a peer without an IP address never is. */
    public boolean allows(PeerAddress peer) {
        return IpAddress.read(peer.text()).filter(this::allows).isPresent();
    }

    /** Whether the address is on the list. */
    public boolean allows(IpAddress address) {
        for (AddressBlock block : blocks) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** The blocks in canonical text, joined by a comma. */
    public String text() {
        return blocks.stream().map(AddressBlock::text).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return text();
    }
}
