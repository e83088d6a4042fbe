package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents say can be done can be done: every link leads somewhere, every command is one of ours. */
@Tag("once")
final class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern INLINE = Pattern.compile("`(portcullis [^`]+)`");
    private static final Pattern FENCE = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) {
        Matcher links = LINK.matcher(read(document));
        List<String> broken = new ArrayList<>();
        while (links.find()) {
            String target = links.group(1);
            boolean outside = target.startsWith("http");
            if (!outside && !Files.exists(document.resolveSibling(target))) {
                broken.add(target);
            }
        }

        assertThat(broken).as("broken links in %s", document).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsOneOfOurs(String line) {
        CommandLine ours = new CommandLine(new Portcullis());

        assertThatCode(() -> ours.parseArgs(words(line))).as(line).doesNotThrowAnyException();
    }

    @Test
    void thereAreCommandsToCheck() {
        assertThat(commands()).hasSizeGreaterThan(15);
    }

    static Stream<Path> documents() {
        try (Stream<Path> files = Files.walk(Path.of("."), 2)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.startsWith("./target"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<String> commands() {
        return documents().flatMap(document -> {
            List<String> lines = new ArrayList<>();
            Matcher fences = FENCE.matcher(read(document));
            while (fences.find()) {
                fences.group(1)
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("portcullis "))
                        .forEach(lines::add);
            }
            INLINE.matcher(read(document))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(lines::add);
            return lines.stream();
        });
    }

    /** A word of a command line, or several between quotation marks. */
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

    /** The words behind the program's name, up to a comment, a redirection, a pipe or the next command. */
    private static String[] words(String line) {
        String command = line.replaceAll("\\s+(#|<|>|\\||;|&).*", "");
        return WORD.matcher(command)
                .results()
                .map(word -> word.group().replace("\"", ""))
                .skip(1)
                .toArray(String[]::new);
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
