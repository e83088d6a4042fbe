package dev.portcullis.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Urgency;
import org.junit.jupiter.api.Test;

class PriorityTest {
    @Test
    void onlyReadsStepBackForOthers() {
        for (EndpointKind kind : EndpointKind.values()) {
            Priority inBackground = Priority.of(kind, false, Urgency.BACKGROUND);

            assertThat(inBackground).isEqualTo(kind.isRead() ? Priority.BACKGROUND : Priority.of(kind, false));
            assertThat(Priority.of(kind, false, Urgency.NOW)).isEqualTo(Priority.of(kind, false));
        }
    }
}
