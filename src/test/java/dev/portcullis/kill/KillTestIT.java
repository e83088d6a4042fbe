package dev.portcullis.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kill test itself: it must find a gate that forgets its intents. */
final class KillTestIT {
    @TempDir
    Path folder;

    @Test
    void aGateThatAnswersBeforeItsIntentIsRecordedIsFound() throws Exception {
        List<String> told = new ArrayList<>();

        KillTest.Trial oneKillAfterSend = new KillTest.Trial(1, 60, Duration.ofSeconds(5), 18, true);
        KillReport report = KillTest.run(oneKillAfterSend, folder, told::add);

        assertThat(report.count(Violation.Kind.DOUBLED))
                .as(String.join("\n", told))
                .isPositive();
        assertThat(told).anyMatch(line -> line.contains("VIOLATION DOUBLED") && line.contains("simulator"));
    }
}
