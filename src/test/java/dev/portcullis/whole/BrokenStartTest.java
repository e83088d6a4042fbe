package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.gate.Gate;
import dev.portcullis.gate.GatePlace;
import dev.portcullis.gate.Initialisation;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gate that cannot start says why, at once. */
final class BrokenStartTest {
    @TempDir
    Path folder;

    @Test
    void aBrokenConfigurationEndsTheStartWithItsOwnWords() throws Exception {
        Path config = Files.writeString(folder.resolve("portcullis.yaml"), "ledger: { segment: 1KiB }");
        Path data = folder.resolve("data");
        Vertx vertx = Vertx.vertx();
        RunningGate.get(new Initialisation(vertx, new SecureRandom()).of(data, null));
        RunningGate.get(vertx.close());

        assertThatThrownBy(() -> Gate.start(new GatePlace(data, config, code -> {}))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .hasMessageContaining("ledger.segment");
    }
}
