package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.identity.Replays.Verdict;
import dev.portcullis.model.Presented;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.TokenId;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplaysTest {
    private long nowNanos;
    private final Replays replays = new Replays(() -> nowNanos);

    private static Presented.Signature shown(String signature, String readPath, String request) {
        return new Presented.Signature(
                new TokenId("abcdefghij"),
                "pcs_abcdefghij",
                signature,
                "1",
                "",
                Buffer.buffer(),
                readPath,
                new Presented.Signature.Arrival(new RequestId("request-" + request), 0));
    }

    private Verdict write(String signature, String request) {
        return replays.show(shown(signature, "", request));
    }

    private void pass(long seconds) {
        nowNanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void theCallsOfOneRequestShareItsSignature() {
        assertThat(write("a", "1")).isEqualTo(Verdict.FIRST);
        assertThat(write("a", "1")).isEqualTo(Verdict.FIRST);
        assertThat(write("a", "2")).isEqualTo(Verdict.REPLAY);
    }

    @Test
    void twoReadsOfOneMillisecondMayShareASignatureWhenTheyAskForDifferentThings() {
        assertThat(replays.show(shown("a", "/v5/user/query-api", "1"))).isEqualTo(Verdict.FIRST);
        assertThat(replays.show(shown("a", "/v5/account/info", "2"))).isEqualTo(Verdict.FIRST);
        assertThat(replays.show(shown("a", "/v5/account/info", "3"))).isEqualTo(Verdict.REPLAY);
    }

    @Test
    void aSignatureIsRememberedAsLongAsItsWindowLasts() {
        pass(11);
        assertThat(write("a", "1")).isEqualTo(Verdict.FIRST);
        pass(2);
        assertThat(write("b", "2")).isEqualTo(Verdict.FIRST);
        pass(9);
        assertThat(write("a", "3")).as("11 s later, one turn between").isEqualTo(Verdict.REPLAY);
    }

    @Test
    void whatIsTooOldToCountIsForgotten() {
        assertThat(write("a", "1")).isEqualTo(Verdict.FIRST);
        pass(30);
        assertThat(write("a", "2")).isEqualTo(Verdict.FIRST);
    }

    @Test
    void whoFillsItWaitsAndNoneThatWasShownIsForgottenForIt() {
        Replays small = new Replays(() -> nowNanos, 2);
        assertThat(small.show(shown("a", "", "1"))).isEqualTo(Verdict.FIRST);
        assertThat(small.show(shown("b", "", "2"))).isEqualTo(Verdict.FIRST);

        assertThat(small.show(shown("c", "", "3"))).isEqualTo(Verdict.FULL);
        assertThat(small.show(shown("a", "", "4"))).isEqualTo(Verdict.REPLAY);
        pass(12);
        assertThat(small.show(shown("c", "", "5"))).isEqualTo(Verdict.FIRST);
        assertThat(small.show(shown("b", "", "6"))).isEqualTo(Verdict.REPLAY);
    }

    @Test
    void oneOfManyThreadsThatShowASignatureIsTheFirst() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 200; round++) {
                String signature = "s" + round;
                List<Callable<Verdict>> all = IntStream.range(0, 8)
                        .<Callable<Verdict>>mapToObj(i -> () -> write(signature, Integer.toString(i)))
                        .toList();
                int firsts = 0;
                for (Future<Verdict> each : threads.invokeAll(all)) {
                    firsts += each.get() == Verdict.FIRST ? 1 : 0;
                }
                assertThat(firsts).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
