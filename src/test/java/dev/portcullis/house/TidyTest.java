package dev.portcullis.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Small rules of the house that no compiler knows. */
@Tag("once")
final class TidyTest {
    private static final int FILE_LINES_MAX = 400;
    private static final int LINE_CHARACTERS_MAX = 120;
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
    private static final Pattern VAGUE_NAME =
            Pattern.compile(".*(Util|Utils|Common|Helper|Manager|Impl|Context|Info|Data)\\.java");
    private static final Pattern SLEEP = Pattern.compile("Thread\\." + "sleep|TimeUnit\\.[A-Z]+\\." + "sleep");
    private static final Pattern STAR_IMPORT = Pattern.compile("^import .*\\*;", Pattern.MULTILINE);

    @Test
    void noFileIsLongerThanItsReaderCanBear() {
        assertThat(offences("src/main/java", (file, text) -> text.lines().count() > FILE_LINES_MAX))
                .isEmpty();
    }

    @Test
    void noLineIsWiderThanTheScreen() {
        assertThat(offences("src", (file, text) -> text.lines().anyMatch(l -> l.length() > LINE_CHARACTERS_MAX)))
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(offences("src", (file, text) -> LEFT_OVER.matcher(text).find()))
                .isEmpty();
    }

    @Test
    void everyNameSaysWhatItNames() {
        assertThat(offences(
                        "src/main/java",
                        (file, text) -> VAGUE_NAME.matcher(file.toString()).matches()))
                .isEmpty();
    }

    @Test
    void noTestSleepsWhereItCouldAwait() {
        assertThat(offences("src", (file, text) -> SLEEP.matcher(text).find())).isEmpty();
    }

    @Test
    void everyImportNamesItsType() {
        assertThat(offences("src", (file, text) -> STAR_IMPORT.matcher(text).find()))
                .isEmpty();
    }

    @Test
    void everyPackageSaysItsRole() {
        List<Path> silent = new ArrayList<>();
        walk(Path.of("src/main/java/dev/portcullis"), (file, text) -> {
            Path description = file.resolveSibling("package-info.java");
            if (!Files.exists(description) && !silent.contains(description)) {
                silent.add(description);
            }
        });

        assertThat(silent).isEmpty();
    }

    private interface Offence {
        boolean in(Path file, String text);
    }

    private static List<Path> offences(String folder, Offence offence) {
        List<Path> found = new ArrayList<>();
        walk(Path.of(folder), (file, text) -> {
            if (offence.in(file, text)) {
                found.add(file);
            }
        });
        return found;
    }

    private static void walk(Path folder, BiConsumer<Path, String> visit) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> visit.accept(file, read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
