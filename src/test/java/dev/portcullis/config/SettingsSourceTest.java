package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Tag("once")
class SettingsSourceTest {
    private static final Duration SCAN = Duration.ofMillis(40);
    private static final SettingsReader READER = new SettingsReader(Set.of());

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<SettingsChange> changes = new CopyOnWriteArrayList<>();
    private final List<SettingsSource> opened = new ArrayList<>();

    @BeforeEach
    void listenToTheLog() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        ((Logger) LoggerFactory.getLogger("dev.portcullis.config")).addAppender(log);
        ((Logger) LoggerFactory.getLogger("io.vertx.config")).addAppender(log);
    }

    @AfterEach
    void stop() throws Exception {
        ((Logger) LoggerFactory.getLogger("dev.portcullis.config")).detachAppender(log);
        ((Logger) LoggerFactory.getLogger("io.vertx.config")).detachAppender(log);
        System.clearProperty("portcullis.warm-up");
        for (SettingsSource source : opened) {
            source.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Path file(String yaml) throws IOException {
        return replace(folder.resolve("gate.yaml"), yaml);
    }

    /** Puts a whole new file in place, as a careful editor does. */
    private Path replace(Path file, String yaml) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), yaml);
        return Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private SettingsSource open(Path file) throws Exception {
        SettingsSource source = SettingsSource.open(vertx, file, READER, SCAN)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        opened.add(source);
        return source;
    }

    private SettingsSource openAndWatch(Path file) throws Exception {
        SettingsSource source = open(file);
        source.watch(changes::add);
        return source;
    }

    private List<String> errors() {
        List<String> errors = new ArrayList<>();
        for (ILoggingEvent event : log.list) {
            if (event.getLevel().levelStr.equals("ERROR")) {
                errors.add(event.getFormattedMessage());
            }
        }
        return errors;
    }

    @Test
    void withoutAFileTheDefaultsHold() throws Exception {
        assertThat(open(null).current()).isEqualTo(READER.defaults());
    }

    @Test
    void aChangedFileIsSwappedInWholeAndListenersAreTold() throws Exception {
        Path file = file("warm-up: 1s\n");
        SettingsSource source = openAndWatch(file);
        String digest = source.digest();

        replace(file, "warm-up: 2s\nlisten: { port: 9090 }\n");

        await().untilAsserted(() -> assertThat(changes).hasSize(1));
        assertThat(source.current().orderPath().warmUp()).isEqualTo(Duration.ofSeconds(2));
        assertThat(changes.get(0).before().orderPath().warmUp()).isEqualTo(Duration.ofSeconds(1));
        assertThat(changes.get(0).after()).isEqualTo(source.current());
        assertThat(changes.get(0).keys()).containsExactly("listen.port", "warm-up");
        assertThat(source.digest()).isNotEqualTo(digest);
    }

    @Test
    void aBrokenFileKeepsTheOldSettingsAndIsLoggedOnce() throws Exception {
        Path file = file("warm-up: 1s\n");
        SettingsSource source = openAndWatch(file);

        replace(file, "warm-up: 2s\nlisten: { port: x }\n");

        await().until(() -> source.refused().isPresent());
        await().pollDelay(SCAN.multipliedBy(8)).until(() -> true);
        assertThat(source.current().orderPath().warmUp()).isEqualTo(Duration.ofSeconds(1));
        assertThat(changes).isEmpty();
        assertThat(errors()).singleElement().asString().contains("the old one stays", "listen.port = \"x\"");
    }

    @Test
    void aRepairedFileIsTakenAndTheComplaintIsForgotten() throws Exception {
        Path file = file("warm-up: 1s\n");
        SettingsSource source = openAndWatch(file);
        replace(file, "warm-up: [\n");
        await().until(() -> source.refused().isPresent());

        replace(file, "warm-up: 3s\n");

        await().until(() -> source.current().orderPath().warmUp().equals(Duration.ofSeconds(3)));
        assertThat(source.refused()).isEmpty();
    }

    @Test
    void aMissingFileKeepsTheOldSettingsAndIsLoggedOnce() throws Exception {
        Path file = file("warm-up: 1s\n");
        SettingsSource source = openAndWatch(file);

        Files.delete(file);

        await().until(() -> source.refused().isPresent());
        await().pollDelay(SCAN.multipliedBy(8)).until(() -> true);
        assertThat(source.current().orderPath().warmUp()).isEqualTo(Duration.ofSeconds(1));
        assertThat(errors()).singleElement().asString().contains("gate.yaml cannot be read");
    }

    @Test
    void aListenerThatFailsHindersNoOther() throws Exception {
        Path file = file("");
        SettingsSource source = open(file);
        source.watch(change -> {
            throw new IllegalStateException("no");
        });
        source.watch(changes::add);

        replace(file, "warm-up: 1s");

        await().untilAsserted(() -> assertThat(changes).hasSize(1));
    }

    @Test
    void aBrokenFileAtTheStartIsAFailureThatNamesEverything() throws Exception {
        Path file = file("listen: { port: x }\nadmin: { port: y }\n");

        assertThatThrownBy(() -> open(file))
                .hasRootCauseInstanceOf(SettingsException.class)
                .hasMessageContaining("2 problems")
                .hasMessageContaining(file + " line 2");
    }

    @Test
    void aMissingFileAtTheStartIsAFailureThatNamesIt() {
        assertThatThrownBy(() -> open(folder.resolve("no.yaml")))
                .hasRootCauseInstanceOf(SettingsException.class)
                .hasMessageContaining("no.yaml cannot be read");
    }

    @Test
    void aSystemPropertyStandsAboveTheFile() throws Exception {
        System.setProperty("portcullis.warm-up", "7s");

        SettingsSource source = open(file("warm-up: 1s\n"));

        assertThat(source.current().orderPath().warmUp()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aVariableOfTheProcessStandsBetweenThem() throws Exception {
        Path file = file("warm-up: 1s\nlisten: { port: 1 }\n");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dportcullis.admin.port=3",
                PrintedSettings.class.getName(),
                file.toString());
        builder.environment().put("PORTCULLIS_LISTEN_PORT", "2");
        builder.environment().put("PORTCULLIS_ADMIN_PORT", "2");
        builder.environment().put("PORTCULLIS_UNRELATED", "canary-51c");

        Process process = builder.redirectErrorStream(true).start();

        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(output).contains("listen 2, admin 3, warm-up PT1S").doesNotContain("canary-51c");
        assertThat(process.waitFor()).isZero();
    }

    /** What a process of its own makes of its file, variables and properties. */
    static final class PrintedSettings {
        private PrintedSettings() {}

        public static void main(String[] arguments) throws Exception {
            Vertx vertx = Vertx.vertx();
            Settings settings = SettingsSource.open(vertx, Path.of(arguments[0]), READER, SCAN)
                    .map(SettingsSource::current)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            System.out.println("listen " + settings.doors().listen().port() + ", admin "
                    + settings.doors().admin().port() + ", warm-up "
                    + settings.orderPath().warmUp());
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
