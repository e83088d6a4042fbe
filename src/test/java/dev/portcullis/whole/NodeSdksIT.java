package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** npm's bybit-api and ccxt, which nobody here wrote, trade through the gate; left out where there is no Node. */
final class NodeSdksIT {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path WORK = Path.of(System.getProperty("node.folder", "target/node"));

    @TempDir
    Path folder;

    /** Installs the SDKs; where that cannot be, nothing is tried. */
    @BeforeEach
    void install() throws Exception {
        assumeTrue(isThere("node") && isThere("npm"), "node and npm are not in PATH: the npm SDKs are not tried");
        Files.createDirectories(WORK);
        for (String file : List.of("package.json", "walk.mjs")) {
            Files.copy(SOURCES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Ran install = run(List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"));
        assumeTrue(install.exitCode() == 0, "npm cannot install the SDKs here: " + install.output());
    }

    @Test
    void realSdksTradeThroughTheGateWithATokenForAKey() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            house.bot("bot1", "read", "trade");
            walk(house, house.token("bot1"));
        }
    }

    @Test
    void realSdksTradeThroughTheGateWithTheIdAndTheSecretOfASignedClient() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            house.admin(
                    "POST",
                    "/admin/clients",
                    new JsonObject().put("name", "signer").put("signed", true));
            house.grant("signer", "alpha", "read", "trade");
            JsonObject issued = house.admin("POST", "/admin/clients/signer/tokens", new JsonObject())
                    .body();
            walk(house, issued.getString("id"), issued.getString("secret"));
        }
    }

    private static void walk(RunningGate house, String... key) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("node", "walk.mjs", house.gate().dataUrl() + "/accounts/alpha"));
        command.addAll(List.of(key));
        Ran walk = run(command);

        assertThat(walk.exitCode()).as(walk.output()).isZero();
        assertThat(walk.output()).contains("bybit-api placed", "ccxt placed");
        assertThat(house.sandbox().neverReachedCount()).isZero();
    }

    private record Ran(int exitCode, String output) {}

    private static boolean isThere(String program) {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Ran run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Ran(process.exitValue(), output);
    }
}
