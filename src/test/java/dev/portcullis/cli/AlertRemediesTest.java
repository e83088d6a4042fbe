package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.portcullis.alert.AlertKind;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What an alert says to do at the command line can be done there. */
final class AlertRemediesTest {
    private static final Pattern COMMAND = Pattern.compile("`portcullis ([^`]+)`");

    static Stream<String> commands() {
        return Arrays.stream(AlertKind.values())
                .flatMap(kind -> COMMAND.matcher(kind.remedy()).results())
                .map(found -> found.group(1));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsOneOfOurs(String command) {
        assertThatCode(() -> new CommandLine(new Portcullis()).parseArgs(command.split(" ")))
                .doesNotThrowAnyException();
    }

    @Test
    void thereAreCommandsToCheck() {
        List<String> all = commands().toList();

        assertThat(all).hasSizeGreaterThan(5).contains("help order");
    }
}
