package dev.portcullis.kill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the report makes of what was counted. */
final class KillReportTest {
    private final KillReport report = new KillReport();

    @Test
    void aPointThatWasAimedAtAndNeverReachedIsNamed() {
        report.killed(CrashPoint.AFTER_SYNC, true);
        report.killed(CrashPoint.AFTER_SYNC, false);
        report.killed(CrashPoint.BEFORE_ROTATION, false);

        assertThat(report.neverHit()).containsExactly(CrashPoint.BEFORE_ROTATION);
        assertThat(report.tables())
                .contains("| after sync | 1 of 2 |")
                .contains("| before rotation | 0 of 1 |")
                .contains("| kills | 3 |");
    }

    @Test
    void oneBrokenPromiseOrOneDamagedLedgerIsNotClean() {
        assertThat(report.isClean()).isTrue();

        report.violated(new Violation(Violation.Kind.LOST, "k1-1", "told placed, and it is not there"));
        assertThat(report.isClean()).isFalse();

        KillReport damaged = new KillReport();
        damaged.damagedLedger();
        assertThat(damaged.isClean()).isFalse();
    }
}
