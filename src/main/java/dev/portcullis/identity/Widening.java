package dev.portcullis.identity;

import dev.portcullis.model.AddressBlock;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.IpAddress;
import dev.portcullis.model.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells whether a change lets somebody do more than before. */
final class Widening {
    private Widening() {}

    /** The first new block with an address that the old list did not have. */
    static Optional<String> ofAddresses(AddressList before, AddressList after) {
        return after.blocks().stream()
                .filter(block -> !isCovered(block, before.blocks()))
                .findFirst()
                .map(block -> "more addresses, " + block);
    }

    /** Halves the block until each part lies in one of the others, or one part meets none of them. */
    private static boolean isCovered(AddressBlock block, List<AddressBlock> others) {
        if (others.stream().anyMatch(other -> isInside(block, other))) {
            return true;
        }
        List<AddressBlock> within =
                others.stream().filter(other -> isInside(other, block)).toList();
        return !within.isEmpty()
                && isCovered(new AddressBlock(block.first(), block.prefixBits() + 1), within)
                && isCovered(upperHalf(block), within);
    }

    private static boolean isInside(AddressBlock inner, AddressBlock outer) {
        return inner.prefixBits() >= outer.prefixBits() && outer.contains(inner.first());
    }

    private static AddressBlock upperHalf(AddressBlock block) {
        IpAddress first = block.first();
        int fromTheRight = first.family().bits() - block.prefixBits() - 1;
        long bit = 1L << (fromTheRight % Long.SIZE);
        IpAddress upper = fromTheRight < Long.SIZE
                ? new IpAddress(first.family(), first.high(), first.low() | bit)
                : new IpAddress(first.family(), first.high() | bit, first.low());
        return new AddressBlock(upper, block.prefixBits() + 1);
    }

    /** The limits that are raised or gone. */
    static Optional<String> ofLimits(DeskLimits before, DeskLimits after) {
        List<String> wider = new ArrayList<>();
        compare("requestsPerSecond", before.requestsPerSecond(), after.requestsPerSecond(), wider);
        compare("ordersPerSecond", before.ordersPerSecond(), after.ordersPerSecond(), wider);
        compare("inFlight", before.inFlight(), after.inFlight(), wider);
        return wider.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", wider));
    }

    private static void compare(String name, @Nullable Integer before, @Nullable Integer after, List<String> wider) {
        if (before == null) {
            return;
        }
        if (after == null) {
            wider.add("limit " + name + " removed");
        } else if (after > before) {
            wider.add("limit " + name + " raised");
        }
    }

    /** The scopes that the old ones did not cover. */
    static Optional<String> ofScopes(Set<Scope> before, Set<Scope> after) {
        Set<Scope> more = EnumSet.copyOf(after);
        more.removeIf(wanted -> before.stream().anyMatch(had -> had.covers(wanted)));
        return more.isEmpty()
                ? Optional.empty()
                : Optional.of("more scopes, " + more.stream().map(Scope::text).collect(Collectors.joining(",")));
    }

    /** Whether what was stopped goes again. */
    static Optional<String> ofEnabling(boolean before, boolean after) {
        return !before && after ? Optional.of("enabled again") : Optional.empty();
    }

    /** Whether a person may do more. */
    static Optional<String> ofRole(Role before, Role after) {
        return before.includes(after) ? Optional.empty() : Optional.of("operator becomes " + after.text());
    }
}
