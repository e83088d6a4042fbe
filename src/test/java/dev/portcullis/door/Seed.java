package dev.portcullis.door;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One entry of the corpus of hostile and odd input.
 *
 * @param fate a status that it is refused with, or served, unknown (a 404) or unfinished
 * @param name what it is
 * @param bytes what is sent, a byte a character
 */
public record Seed(String fate, String name, String bytes) {
    private static final String FILE = "/door/seeds.txt";

    /** The whole corpus. */
    public static List<Seed> all() {
        try (InputStream file = Objects.requireNonNull(Seed.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Seed::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** Those with that fate. */
    public static List<Seed> of(String fate) {
        return all().stream().filter(seed -> seed.fate.equals(fate)).toList();
    }

    /** Those that are refused with a status. */
    public static List<Seed> refused() {
        return all().stream().filter(Seed::isRefused).toList();
    }

    /** Whether it is refused with a status, which ends its connection. */
    public boolean isRefused() {
        return Character.isDigit(fate.charAt(0));
    }

    private static Seed read(String line) {
        String[] parts = line.split(" \\| ", 3);
        return new Seed(parts[0], parts[1], unescaped(parts[2]));
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                plain.append(text.charAt(i));
                continue;
            }
            char escaped = text.charAt(++i);
            switch (escaped) {
                case 'r' -> plain.append('\r');
                case 'n' -> plain.append('\n');
                case 't' -> plain.append('\t');
                case '\\' -> plain.append('\\');
                case 'u' -> {
                    plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> throw new IllegalArgumentException("no escape: \\" + escaped + " in " + text);
            }
        }
        return plain.toString();
    }

    @Override
    public String toString() {
        return name;
    }
}
