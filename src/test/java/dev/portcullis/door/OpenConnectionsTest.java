package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.door.OpenConnections.Bounds;
import dev.portcullis.door.OpenConnections.Entry;
import dev.portcullis.model.IpAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class OpenConnectionsTest {
    private final OpenConnections connections = new OpenConnections(new Bounds(6, 2), IpAddress::isLoopback);

    @Test
    void anAddressHasItsOwnBound() {
        assertThat(entries("203.0.113.1", "203.0.113.1", "203.0.113.1", "203.0.113.2"))
                .containsExactly(Entry.ENTERED, Entry.ENTERED, Entry.TOO_MANY_OF_ITS_ADDRESS, Entry.ENTERED);
        assertThat(connections.open()).isEqualTo(3);
    }

    @Test
    void whoeverLeavesMakesPlaceForTheNextOfThatAddress() {
        entries("203.0.113.1", "203.0.113.1");
        connections.leave("203.0.113.1");

        assertThat(entries("203.0.113.1", "203.0.113.1")).containsExactly(Entry.ENTERED, Entry.TOO_MANY_OF_ITS_ADDRESS);
    }

    @Test
    void addressesThatManyShareAreBoundByTheTotalAlone() {
        assertThat(entries("127.0.0.1", "127.0.0.1", "::1", "127.0.0.1", "127.0.0.1", "127.0.0.1"))
                .containsOnly(Entry.ENTERED);
        assertThat(entries("127.0.0.1", "203.0.113.1")).containsOnly(Entry.TOO_MANY);
    }

    @Test
    void aWholeIpv6SubnetIsOnePeer() {
        assertThat(entries("2001:db8::1", "2001:db8::2", "2001:db8::ffff:3", "2001:db8:0:1::1"))
                .containsExactly(Entry.ENTERED, Entry.ENTERED, Entry.TOO_MANY_OF_ITS_ADDRESS, Entry.ENTERED);
    }

    @Test
    void oneAddressInItsTwoFormsIsOnePeer() {
        assertThat(entries("203.0.113.1", "::ffff:203.0.113.1", "203.0.113.1", "fe80::1%eth0", "fe80::1", "fe80::1"))
                .containsExactly(
                        Entry.ENTERED,
                        Entry.ENTERED,
                        Entry.TOO_MANY_OF_ITS_ADDRESS,
                        Entry.ENTERED,
                        Entry.ENTERED,
                        Entry.TOO_MANY_OF_ITS_ADDRESS);
    }

    @Test
    void whoHasNoAddressIsBoundByTheTotalAlone() {
        for (int i = 0; i < 6; i++) {
            assertThat(connections.enter(i % 2 == 0 ? null : "")).isEqualTo(Entry.ENTERED);
        }
        assertThat(connections.enter(null)).isEqualTo(Entry.TOO_MANY);
        connections.leave(null);
        assertThat(connections.open()).isEqualTo(5);
    }

    @Test
    void manyEventLoopsCountTogether() throws Exception {
        OpenConnections shared = new OpenConnections(new Bounds(1_000_000, 1_000_000), IpAddress::isLoopback);
        ExecutorService loops = Executors.newFixedThreadPool(4);
        for (int loop = 0; loop < 4; loop++) {
            loops.execute(() -> {
                for (int i = 0; i < 20_000; i++) {
                    shared.enter("203.0.113.1");
                    shared.enter("203.0.113.1");
                    shared.leave("203.0.113.1");
                }
            });
        }
        loops.shutdown();

        assertThat(loops.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(shared.open()).isEqualTo(80_000);
    }

    private List<Entry> entries(String... addresses) {
        return List.of(addresses).stream().map(connections::enter).toList();
    }
}
