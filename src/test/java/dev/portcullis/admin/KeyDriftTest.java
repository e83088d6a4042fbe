package dev.portcullis.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.KeyFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A key is wider when it may do more or from more places, and for no other change. */
final class KeyDriftTest {
    private static final KeyFacts BOUND = key(false, Map.of("Spot", Set.of("SpotTrade")), List.of("192.0.2.1"));

    private static KeyFacts key(boolean readOnly, Map<String, Set<String>> permissions, List<String> ips) {
        return new KeyFacts(
                new KeyFacts.Owner("100001", "0", true, "No VIP"),
                new KeyFacts.Rights(readOnly, permissions),
                ips,
                null,
                null,
                "note",
                false);
    }

    private static KeyFacts from(String... ips) {
        return key(false, Map.of("Spot", Set.of("SpotTrade")), List.of(ips));
    }

    @Test
    void theSameAndLessAreNotWider() {
        assertThat(KeyDrift.widened(BOUND, BOUND)).isEmpty();
        assertThat(KeyDrift.widened(BOUND, key(true, Map.of(), List.of("192.0.2.1"))))
                .isEmpty();
        assertThat(KeyDrift.widened(from("*"), from("192.0.2.1"))).isEmpty();
        assertThat(KeyDrift.widened(from("192.0.2.1", "192.0.2.2"), BOUND)).isEmpty();
        assertThat(KeyDrift.widened(from(), from("*"))).isEmpty();
    }

    @Test
    void aRightIsNamedWithItsGroup() {
        KeyFacts wider = key(
                false,
                Map.of("Spot", Set.of("SpotTrade"), "Wallet", Set.of("Withdraw", "AccountTransfer")),
                List.of("192.0.2.1"));

        assertThat(KeyDrift.widened(BOUND, wider))
                .containsExactly("it has gained the rights [Wallet:AccountTransfer, Wallet:Withdraw]");
    }

    @Test
    void writingMoreAddressesAndNoAddressAtAllAreWider() {
        assertThat(KeyDrift.widened(key(true, BOUND.rights().permissions(), BOUND.ips()), BOUND))
                .containsExactly("it was read-only and is read-write now");
        assertThat(KeyDrift.widened(BOUND, from("192.0.2.1", "203.0.113.9")))
                .containsExactly("it works from [203.0.113.9] too now");
        assertThat(KeyDrift.widened(BOUND, from("*")))
                .containsExactly("it was bound to [192.0.2.1] and works from everywhere now");
    }
}
