package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer looks for bytes that the framing lets through and the parser behind it takes for something else. Without a
 * word it repeats the corpus; docs/security.md says how it is made to look for more.
 */
final class RequestFramingFuzzTest {
    static Stream<byte[]> corpus() {
        return Seed.all().stream().map(seed -> seed.bytes().getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("corpus")
    @FuzzTest(maxDuration = "10m")
    void theFramingAndTheParserSeeTheSameRequests(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);

        boolean passes = RequestFramingTest.agrees(text, Math.max(1, text.length()), "in one chunk");

        assertThat(RequestFramingTest.agrees(text, 1, "in single bytes")).isEqualTo(passes);
        assertThat(RequestFramingTest.agrees(text, 7, "in chunks of seven")).isEqualTo(passes);
    }

    @MethodSource("corpus")
    @FuzzTest(maxDuration = "10m")
    void whatTheSecondOpinionFindsSoundPasses(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        RequestOracle.Verdict verdict = RequestOracle.of(text);

        boolean passes = RequestFramingTest.agrees(text, Math.max(1, text.length()), "in one chunk");

        // Behind a request that closes the connection the second opinion looks at nothing any more.
        assertThat(passes || verdict.end() == RequestOracle.End.REFUSED || verdict.end() == RequestOracle.End.CLOSED)
                .isTrue();
    }
}
