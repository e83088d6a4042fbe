package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The jar as a newcomer runs it. */
final class DemoIT {
    @Test
    void theDemoPlacesAnOrderAndPrintsALineThatRepeatsIt() throws Exception {
        Ran demo = run("demo", "--once", "--port", "0");

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output()).contains("\"retCode\" : 0", "acked", "curl -s --json", "Authorization: Bearer pcl_");
    }

    @Test
    void servingAFolderWithoutInitIsRefusedAndNamesIt() throws Exception {
        Ran serve = run("serve", "--data", "target/no-such-data");

        assertThat(serve.exitCode()).isEqualTo(1);
        assertThat(serve.output()).contains("no-such-data").contains("init --data");
    }

    @Test
    void aWrongWordIsAUsageErrorWithSuggestions() throws Exception {
        Ran wrong = run("tokn");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.output()).contains("token");
    }

    private record Ran(int exitCode, String output) {}

    private static Ran run(String... arguments) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-jar", System.getProperty("portcullis.jar")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), output);
    }
}
