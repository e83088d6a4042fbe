package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks a command for help gets it. */
class HelpTest {
    @ParameterizedTest
    @ValueSource(strings = {"--help", "sandbox --help", "key put --help", "client cert add -h", "help token"})
    void everyCommandExplainsItself(String line) {
        assertThat(Portcullis.run(line.split(" ", -1))).isZero();
    }
}
