package dev.portcullis.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One pass over all keys; it gathers every problem instead of stopping at the first. */
final class Reading {
    private static final int SHOWN_LENGTH_MAX = 80;

    private final Map<String, Given> given;
    private final List<String> problems;
    private final Set<String> sections = new TreeSet<>();
    private final SortedMap<String, String> defaults = new TreeMap<>();
    private final SortedMap<String, String> meanings = new TreeMap<>();

    /** @param problems takes one sentence for each value that is not as expected */
    Reading(Map<String, Given> given, List<String> problems) {
        this.given = new HashMap<>(given);
        this.problems = problems;
    }

    /** The value of a key, or of its default text when it is not given or wrong. */
    <T> T value(String key, String defaultText, Form<T> form) {
        T usual = form.read(defaultText);
        defaults.put(key, defaultText);
        T value = Objects.requireNonNullElse(readGiven(key, form), usual);
        meanings.put(key, String.valueOf(value));
        return value;
    }

    /** As {@link #value}, for what may hold a secret: no message shows it. */
    <T> T secretValue(String key, String defaultText, Form<T> form) {
        T usual = form.read(defaultText);
        defaults.put(key, defaultText);
        Given value = given.get(key);
        String text = value == null || value.isList()
                ? defaultText
                : value.texts().get(0).strip();
        meanings.put(key, text);
        if (value == null) {
            return usual;
        }
        try {
            return form.read(value.isList() ? "" : text);
        } catch (IllegalArgumentException wrong) {
            problems.add(key + " (" + value.origin() + ", not shown, for it may hold a secret): " + wrong.getMessage());
            return usual;
        }
    }

    /** The value of a key without a default; null when it is not given or wrong. */
    <T> @Nullable T valueOrNull(String key, Form<T> form) {
        defaults.put(key, "");
        T value = readGiven(key, form);
        if (value != null) {
            meanings.put(key, String.valueOf(value));
        }
        return value;
    }

    /** The elements of a list; wrong elements are named and left out. */
    <T> List<T> list(String key, List<String> defaultTexts, Form<T> form) {
        defaults.put(key, defaultTexts.toString());
        Given value = given.get(key);
        List<T> elements = new ArrayList<>();
        for (String text : value == null ? defaultTexts : value.elements()) {
            T element = read(key, text, value, form);
            if (element != null) {
                elements.add(element);
            }
        }
        meanings.put(key, elements.toString());
        return elements;
    }

    private <T> @Nullable T readGiven(String key, Form<T> form) {
        Given value = given.get(key);
        if (value == null) {
            return null;
        }
        if (value.isList()) {
            problem(key, value, "expected one value, not a list");
            return null;
        }
        return read(key, value.texts().get(0), value, form);
    }

    private <T> @Nullable T read(String key, String text, @Nullable Given source, Form<T> form) {
        try {
            return form.read(text.strip());
        } catch (IllegalArgumentException wrong) {
            String from = source == null ? "its default" : source.origin();
            problems.add(key + " = \"" + cut(text) + "\" (" + from + "): " + wrong.getMessage());
            return null;
        }
    }

    /** The names that stand directly below a section, for sections whose names are the desk's own. */
    Set<String> namesBelow(String section) {
        sections.add(section);
        String prefix = section + ".";
        return given.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()).split("\\.", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a file, a variable or a property says anything of this key. */
    boolean isGiven(String key) {
        return given.containsKey(key);
    }

    /** Notes a problem with what was given for a key, or with its default. */
    void problem(String key, String expected) {
        Given value = given.get(key);
        if (value == null) {
            problems.add(key + " = \"" + defaults.getOrDefault(key, "") + "\" (its default): " + expected);
        } else {
            problem(key, value, expected);
        }
    }

    private void problem(String key, Given value, String expected) {
        problems.add(key + " = " + cut(value.shown()) + " (" + value.origin() + "): " + expected);
    }

    /** Notes every given key that nothing has asked for, with the nearest one that exists. */
    void refuseUnknownKeys() {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(defaults.keySet());
        for (String key : unknown) {
            Given value = Objects.requireNonNull(given.get(key));
            if (isSection(key)) {
                refuseSectionValue(key, value);
            } else {
                problems.add("unknown key " + key + " (" + value.origin() + ")" + hint(key, defaults.keySet()));
            }
        }
    }

    private boolean isSection(String key) {
        return sections.contains(key) || defaults.keySet().stream().anyMatch(known -> known.startsWith(key + "."));
    }

    private void refuseSectionValue(String section, Given value) {
        boolean isEmpty = !value.isList() && value.texts().get(0).isEmpty();
        if (isEmpty) {
            return;
        }
        String keys = defaults.keySet().stream()
                .filter(known -> known.startsWith(section + "."))
                .map(known -> known.substring(section.length() + 1))
                .collect(Collectors.joining(", "));
        problem(section, value, "expected keys below it: " + keys);
    }

    private static String hint(String key, Collection<String> known) {
        return NearestWord.to(key, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; see conf/portcullis.yaml for all keys");
    }

    /** Every key that was asked for, with the text of its default. */
    SortedMap<String, String> defaults() {
        return defaults;
    }

    /** What every key means now, in a form that is equal when the meaning is. */
    SortedMap<String, String> meanings() {
        return meanings;
    }

    private static String cut(String text) {
        return text.length() <= SHOWN_LENGTH_MAX ? text : text.substring(0, SHOWN_LENGTH_MAX) + "...";
    }
}
