package dev.portcullis.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One fenced block of a page.
 *
 * @param line where it begins, counted from 1
 * @param language the word behind the fence; empty for what is no code
 * @param notRun what the comment {@code <!-- not run: REASON -->} above it says
 */
record DocsBlock(Path page, int line, String language, String text, Optional<String> notRun) {
    private static final Pattern BLOCK = Pattern.compile(
            "(?:<!-- not run: ([^\\n]+) -->\\n+)?^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** The README, everything in docs, and the load tests' page. */
    static List<Path> pages() {
        try (Stream<Path> docs = Files.walk(Path.of("docs"), 2)) {
            return Stream.concat(Stream.of(Path.of("README.md"), Path.of("load-tests/README.md")), docs.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<DocsBlock> of(Path page) {
        try {
            String text = Files.readString(page);
            return BLOCK.matcher(text)
                    .results()
                    .map(found -> block(page, text, found))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DocsBlock block(Path page, String text, MatchResult found) {
        int line = (int) text.substring(0, found.start(2)).lines().count();
        return new DocsBlock(page, line, found.group(2), found.group(3), Optional.ofNullable(found.group(1)));
    }

    boolean isShell() {
        return List.of("bash", "sh", "console").contains(language);
    }

    boolean isRun() {
        return notRun.isEmpty();
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
