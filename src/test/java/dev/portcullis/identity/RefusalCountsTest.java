package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.identity.RefusalCounts.Burst;
import dev.portcullis.model.PeerAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefusalCountsTest {
    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final List<Burst> written = new CopyOnWriteArrayList<>();
    private final RefusalCounts counts = new RefusalCounts(() -> Instant.ofEpochMilli(millis.get()), written::add);

    private void refused(String address) {
        counts.refused(new PeerAddress(address), "unauthenticated");
    }

    @Test
    void refusalsOfOneNetworkWithinASecondAreOneRecord() {
        refused("203.0.113.9");
        millis.addAndGet(400);
        refused("203.0.113.200");
        assertThat(written).isEmpty();

        millis.addAndGet(600);
        counts.flush();

        assertThat(written).containsExactly(new Burst("203.0.113.0/24", "unauthenticated", 2, 1_000_000, 1_000_400));
    }

    @Test
    void theNextRefusalOfALaterSecondHandsOverTheEarlierOnes() {
        refused("203.0.113.9");
        millis.addAndGet(5_000);
        refused("203.0.113.9");

        assertThat(written).containsExactly(new Burst("203.0.113.0/24", "unauthenticated", 1, 1_000_000, 1_000_000));
    }

    @Test
    void networksAndKindsAreKeptApart() {
        refused("203.0.113.9");
        refused("198.51.100.1");
        refused("2001:db8:1:ffff::1");
        refused("2001:db8:1::2");
        refused("unreadable");
        counts.refused(new PeerAddress("203.0.113.9"), "address");

        counts.flushAll();

        assertThat(written)
                .extracting(burst -> burst.network() + " " + burst.kind() + " " + burst.count())
                .containsExactlyInAnyOrder(
                        "203.0.113.0/24 unauthenticated 1",
                        "198.51.100.0/24 unauthenticated 1",
                        "2001:db8:1::/48 unauthenticated 2",
                        "none unauthenticated 1",
                        "203.0.113.0/24 address 1");
    }

    @Test
    void aFloodFromEverywhereIsBoundedAndStillCountedWhole() {
        for (int i = 0; i < 5_000; i++) {
            refused("10." + (i >> 8) + "." + (i & 0xFF) + ".1");
        }

        counts.flushAll();

        assertThat(written).hasSize(1_025);
        assertThat(written)
                .filteredOn(burst -> burst.network().equals("others"))
                .singleElement()
                .satisfies(burst -> assertThat(burst.count()).isEqualTo(5_000 - 1_024));
        assertThat(written.stream().mapToLong(Burst::count).sum()).isEqualTo(5_000);
    }

    @Test
    void nothingIsHandedOverTwiceOrForNothing() {
        refused("203.0.113.9");
        counts.flushAll();
        counts.flushAll();
        millis.addAndGet(3_000);
        counts.flush();

        assertThat(written).hasSize(1);
    }

    @Test
    void manyThreadsLoseNoCount() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int thread = 0; thread < 4; thread++) {
            threads.execute(() -> {
                for (int i = 0; i < 5_000; i++) {
                    millis.addAndGet(i % 100 == 0 ? 1_000 : 0);
                    refused("203.0.113.9");
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        counts.flushAll();

        assertThat(written.stream().mapToLong(Burst::count).sum()).isEqualTo(20_000);
    }
}
