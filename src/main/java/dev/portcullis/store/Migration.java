package dev.portcullis.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One step of the tables' history: a file of statements that runs once, in one transaction, and never changes after.
 *
 * @param version counts from 1 without gaps
 * @param name the file's name, {@code V001__desk.sql}
 */
record Migration(int version, String name, String text) {
    private static final Pattern FORM = Pattern.compile("V(\\d{3})__[a-z0-9_]+\\.sql");

    /** @throws IllegalArgumentException when the name is not like V001__desk.sql */
    static Migration named(String name, String text) {
        Matcher matcher = FORM.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a migration is named like V001__desk.sql, not " + name);
        }
        return new Migration(Integer.parseInt(matcher.group(1)), name, text);
    }

    /** The statements in their order, without comments; a semicolon ends one. */
    List<String> statements() {
        String code =
                text.lines().filter(line -> !line.strip().startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(code.split(";"))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** SHA-256 of the text, lower-case hex; line ends do not count. */
    String checksum() {
        String normalized = text.lines().collect(Collectors.joining("\n"));
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(normalized.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
