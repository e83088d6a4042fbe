package dev.portcullis.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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

        KillReport report = KillTest.run(new KillTest.Trial(2, 60, 5, true), folder, told::add);

        assertThat(report.count(Violation.Kind.DOUBLED))
                .as(String.join("\n", told))
                .isPositive();
        assertThat(told).anyMatch(line -> line.contains("VIOLATION DOUBLED") && line.contains("simulator"));
    }
}
