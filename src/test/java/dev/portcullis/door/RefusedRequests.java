package dev.portcullis.door;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The corpus of requests that the listener must refuse, with the status of each. */
record RefusedRequests(int status, String what, String bytes) {
    private static final String FILE = "/door/refused-requests.txt";

    static List<RefusedRequests> all() {
        try (InputStream file = Objects.requireNonNull(RefusedRequests.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(RefusedRequests::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static RefusedRequests read(String line) {
        String[] parts = line.split(" \\| ", 3);
        return new RefusedRequests(Integer.parseInt(parts[0].strip()), parts[1], unescaped(parts[2]));
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && text.charAt(i + 1) == 'u') {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString()
                .replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\\\", "\\");
    }

    @Override
    public String toString() {
        return what;
    }
}
