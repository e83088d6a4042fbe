package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.Presented;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.TokenId;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReplaysTest {
    private long nowNanos;
    private final Replays replays = new Replays(() -> nowNanos);

    private boolean isReplay(String signature, String request) {
        return replays.isReplay(new Presented.Signature(
                new TokenId("abcdefghij"),
                "pcs_abcdefghij",
                signature,
                "1",
                "",
                Buffer.buffer(),
                new RequestId("request-" + request)));
    }

    private void pass(long seconds) {
        nowNanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void theCallsOfOneRequestShareItsSignature() {
        assertThat(isReplay("a", "1")).isFalse();
        assertThat(isReplay("a", "1")).isFalse();
        assertThat(isReplay("a", "2")).isTrue();
    }

    @Test
    void aSignatureIsRememberedAsLongAsItsWindowLasts() {
        pass(11);
        assertThat(isReplay("a", "1")).isFalse();
        pass(2);
        assertThat(isReplay("b", "2")).isFalse();
        pass(9);
        assertThat(isReplay("a", "3")).as("11 s later, one turn between").isTrue();
    }

    @Test
    void whatIsTooOldToCountIsForgotten() {
        assertThat(isReplay("a", "1")).isFalse();
        pass(30);
        assertThat(isReplay("a", "2")).isFalse();
    }
}
