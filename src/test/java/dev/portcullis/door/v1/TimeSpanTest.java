package dev.portcullis.door.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.RejectedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
    private static final long NOW = Instant.parse("2026-06-30T12:00:00Z").toEpochMilli();
    private static final long SEVEN_DAYS = Duration.ofDays(7).toMillis();

    private static TimeSpan span(String query) {
        return TimeSpan.of(V1Query.read(query, Set.of("from", "to")), NOW);
    }

    private static String query(TimeSpan span) {
        WireQuery query = new WireQuery();
        span.putInto(query);
        return query.text();
    }

    @Test
    void withoutTimesBybitDecides() {
        TimeSpan span = span("");

        assertThat(span.fitsAtOnce(NOW)).isTrue();
        assertThat(span.windows(NOW)).containsExactly(span);
        assertThat(query(span)).isEmpty();
    }

    @Test
    void timesGoOutAsMillisecondsWithWhateverOffsetTheyCame() {
        assertThat(query(span("from=2026-06-29T00:00:00.5%2B02:00&to=2026-06-29T00:00:00Z")))
                .isEqualTo("startTime=1782684000500&endTime=1782691200000");
        assertThat(query(span("to=2026-06-29T00:00:00Z"))).isEqualTo("endTime=1782691200000");
    }

    @Test
    void sevenDaysFitAtOnceAndAMillisecondMoreDoesNot() {
        assertThat(span("from=2026-06-01T00:00:00Z&to=2026-06-08T00:00:00Z").fitsAtOnce(NOW))
                .isTrue();
        assertThat(span("from=2026-06-01T00:00:00Z&to=2026-06-08T00:00:00.001Z").fitsAtOnce(NOW))
                .isFalse();
        assertThat(span("from=2026-06-23T11:59:59.999Z").fitsAtOnce(NOW)).isFalse();
    }

    @Test
    void windowsCoverEveryMillisecondOnceTheNewestFirst() {
        TimeSpan span = span("from=2026-05-01T00:00:00Z&to=2026-06-08T00:00:00.001Z");

        List<TimeSpan> windows = span.windows(NOW);

        assertThat(windows).hasSize(6);
        assertThat(windows.get(0).toMillis()).isEqualTo(span.toMillis());
        assertThat(windows.get(windows.size() - 1).fromMillis()).isEqualTo(span.fromMillis());
        for (int i = 0; i < windows.size(); i++) {
            assertThat(windows.get(i).toMillis() - windows.get(i).fromMillis()).isBetween(0L, SEVEN_DAYS);
            if (i > 0) {
                assertThat(windows.get(i).toMillis())
                        .isEqualTo(windows.get(i - 1).fromMillis() - 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "from=2026-06-29",
                "from=2026-06-29T00:00:00",
                "to=2026-06-29T00:00:00+02:00",
                "from=2026-06-29T00:00:00Z&to=2026-06-28T00:00:00Z",
                "from=2027-01-01T00:00:00Z",
                "from=2020-01-01T00:00:00Z",
                "to=2020-01-01T00:00:00Z",
                "to=%2B999999999-12-31T23:59:59Z",
                "from=-999999999-01-01T00:00:00Z"
            })
    void whatIsNoSpanIsRefusedWithTheParametersName(String query) {
        assertThatThrownBy(() -> span(query))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("query ");
    }
}
