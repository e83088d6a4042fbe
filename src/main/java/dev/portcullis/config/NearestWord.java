package dev.portcullis.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a mistyped one was most likely meant to be. */
final class NearestWord {
    private NearestWord() {}

    /** The known word with the fewest edits, when they are few enough for a slip of the hand. */
    static Optional<String> to(String word, Collection<String> known) {
        String plain = plain(word);
        return known.stream()
                .filter(candidate -> edits(plain, plain(candidate)) <= Math.max(2, word.length() / 4))
                .min(Comparator.comparingInt(candidate -> edits(plain, plain(candidate))));
    }

    /** Case, dashes and underscores are what people mix up first; they cost nothing. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[to.length()];
    }
}
