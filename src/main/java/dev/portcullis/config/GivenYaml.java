package dev.portcullis.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads YAML into dotted keys and texts. Scalars stay the text that was written, so that {@code 600/5s} and {@code
 * 1_000} mean what the reader of the key says and not what YAML guesses.
 */
final class GivenYaml {
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final int DEPTH_MAX = 8;
    private static final int TEXT_LENGTH_MAX = 1 << 20;

    private final String name;
    private final List<String> problems;
    private final Map<String, Given> given = new LinkedHashMap<>();

    private GivenYaml(String name, List<String> problems) {
        this.name = name;
        this.problems = problems;
    }

    /**
     * Reads a whole file.
     *
     * @param name how messages call the file
     * @param problems takes one sentence for each thing that cannot be read
     */
    static Map<String, Given> read(String name, String yaml, List<String> problems) {
        if (yaml.length() > TEXT_LENGTH_MAX) {
            problems.add(name + " is longer than 1 MiB; this cannot be a configuration");
            return Map.of();
        }
        GivenYaml reading = new GivenYaml(name, problems);
        try (YAMLParser parser = YAML.createParser(yaml)) {
            reading.document(parser);
        } catch (JsonProcessingException notYaml) {
            problems.add(name + reading.line(notYaml) + " is not YAML: " + firstLine(notYaml.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return reading.given;
    }

    private void document(YAMLParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            problems.add(name + ": expected keys and values such as \"listen: { port: 8080 }\"");
            return;
        }
        branch(parser, "", 1);
        if (parser.nextToken() != null) {
            problems.add(name + " line " + lineOf(parser) + ": only one YAML document is read; remove the \"---\"");
        }
    }

    private void branch(YAMLParser parser, String prefix, int depth) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = prefix + parser.currentName();
            parser.nextToken();
            value(parser, key, depth);
        }
    }

    private void value(YAMLParser parser, String key, int depth) throws IOException {
        String origin = name + " line " + lineOf(parser);
        JsonToken token = parser.currentToken();
        if (parser.isCurrentAlias()) {
            refuseAlias(key, origin);
        } else if (token == JsonToken.START_OBJECT && depth < DEPTH_MAX) {
            branch(parser, key + ".", depth + 1);
        } else if (token == JsonToken.START_OBJECT) {
            problems.add(
                    key + " (" + origin + ") lies deeper than any key; the deepest is environments.NAME.limits.tier");
            parser.skipChildren();
        } else if (token == JsonToken.START_ARRAY) {
            put(key, list(parser, key, origin));
        } else if (token == JsonToken.VALUE_NULL) {
            put(key, Given.plain("", origin));
        } else {
            put(key, Given.plain(parser.getText(), origin));
        }
    }

    private Given list(YAMLParser parser, String key, String origin) throws IOException {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.isCurrentAlias()) {
                refuseAlias(key, origin);
            } else if (parser.currentToken().isScalarValue()) {
                texts.add(parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText());
            } else {
                problems.add(key + " (" + name + " line " + lineOf(parser) + "): a list here holds plain values only");
                parser.skipChildren();
            }
        }
        return new Given(List.copyOf(texts), true, origin);
    }

    private void put(String key, Given value) {
        Given earlier = given.putIfAbsent(key, value);
        if (earlier != null) {
            problems.add(key + " is given twice, at " + earlier.origin() + " and at " + value.origin() + "; keep one");
        }
    }

    private void refuseAlias(String key, String origin) {
        problems.add(key + " (" + origin + "): aliases (*) are not read; write the value out");
    }

    private static int lineOf(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private String line(JsonProcessingException notYaml) {
        return notYaml.getLocation() == null
                ? ""
                : " line " + notYaml.getLocation().getLineNr();
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
