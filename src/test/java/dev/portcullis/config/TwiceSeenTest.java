package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TwiceSeenTest {
    private final TwiceSeen<String> seen = new TwiceSeen<>();

    @Test
    void aChangeIsTakenOnceAtItsSecondLook() {
        seen.hold("old");

        assertThat(seen.see("old")).isEmpty();
        assertThat(seen.see("new")).isEmpty();
        assertThat(seen.see("new")).contains("new");
        assertThat(seen.see("new")).isEmpty();
    }

    @Test
    void aFileCaughtEmptyWhileItIsWrittenIsNeverTaken() {
        seen.hold("old");

        assertThat(seen.see("")).isEmpty();
        assertThat(seen.see("half")).isEmpty();
        assertThat(seen.see("whole")).isEmpty();
        assertThat(seen.see("whole")).contains("whole");
    }

    @Test
    void aChangeThatIsTakenBackInTimeIsForgotten() {
        seen.hold("old");

        assertThat(seen.see("new")).isEmpty();
        assertThat(seen.see("old")).isEmpty();
        assertThat(seen.see("new")).isEmpty();
    }
}
