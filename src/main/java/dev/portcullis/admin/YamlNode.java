package dev.portcullis.admin;

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
 * One document of plain YAML as a tree: texts, lists and fields, each with its line. Scalars stay the text that was
 * written, so that nothing is guessed. Tags and aliases are refused: no file of ours needs them, and a short text with
 * aliases can stand for a huge one. (Jackson does not tell of every anchor; one that nothing refers to does nothing.)
 */
sealed interface YamlNode {
    /** Where it begins, from 1. */
    int line();

    /** What it is called in messages. */
    String kind();

    /** A scalar. */
    record Text(int line, String value) implements YamlNode {
        @Override
        public String kind() {
            return "\"" + value + "\"";
        }
    }

    /** A list. */
    record Items(int line, List<YamlNode> values) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Fields by name, in the order of the file. */
    record Fields(int line, Map<String, YamlNode> values) implements YamlNode {
        @Override
        public String kind() {
            return "fields";
        }
    }

    /** The text is no such document; the message says where and what is wrong. */
    final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /**
     * Reads the one document of a text.
     *
     * @throws Unreadable naming the line and what is wrong
     */
    static YamlNode read(String yaml) throws Unreadable {
        if (yaml.length() > Reader.LENGTH_MAX) {
            throw new Unreadable("the file is longer than 1 MiB, which no desk is");
        }
        try (YAMLParser parser = Reader.YAML.createParser(yaml)) {
            return new Reader(parser).document();
        } catch (JsonProcessingException notYaml) {
            int line = notYaml.getLocation() == null ? 1 : notYaml.getLocation().getLineNr();
            String words = notYaml.getOriginalMessage();
            throw new Unreadable("line " + line + " is not YAML: "
                    + words.lines().findFirst().orElse(words));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Goes through the tokens of one document. */
    final class Reader {
        private static final YAMLFactory YAML = new YAMLFactory();
        private static final int DEPTH_MAX = 8;
        private static final int LENGTH_MAX = 1 << 20;

        private final YAMLParser parser;

        private Reader(YAMLParser parser) {
            this.parser = parser;
        }

        private YamlNode document() throws IOException, Unreadable {
            if (parser.nextToken() == null) {
                throw new Unreadable("the file is empty; `export` shows what belongs there");
            }
            YamlNode root = node(1);
            if (parser.nextToken() != null) {
                throw new Unreadable("line " + line() + " begins a second document; a desk is one, so apply each"
                        + " part by itself");
            }
            return root;
        }

        private YamlNode node(int depth) throws IOException, Unreadable {
            requirePlain();
            if (depth > DEPTH_MAX) {
                throw new Unreadable("line " + line() + " lies deeper than anything of a desk does");
            }
            JsonToken token = parser.currentToken();
            if (token == JsonToken.START_OBJECT) {
                return fields(depth);
            }
            if (token == JsonToken.START_ARRAY) {
                return items(depth);
            }
            return new Text(line(), token == JsonToken.VALUE_NULL ? "" : parser.getText());
        }

        private Fields fields(int depth) throws IOException, Unreadable {
            int begins = line();
            Map<String, YamlNode> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                requirePlain();
                String name = parser.currentName();
                parser.nextToken();
                YamlNode value = node(depth + 1);
                YamlNode earlier = fields.putIfAbsent(name, value);
                if (earlier != null) {
                    throw new Unreadable("line " + value.line() + ": " + name + " is there already, at line "
                            + earlier.line() + "; keep one");
                }
            }
            return new Fields(begins, fields);
        }

        private Items items(int depth) throws IOException, Unreadable {
            int begins = line();
            List<YamlNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(depth + 1));
            }
            return new Items(begins, items);
        }

        private void requirePlain() throws IOException, Unreadable {
            if (parser.isCurrentAlias() || parser.getObjectId() != null) {
                throw new Unreadable(
                        "line " + line() + ": anchors (&) and aliases (*) are not read; write the value out");
            }
            if (parser.getTypeId() != null) {
                throw new Unreadable("line " + line() + ": tags (!) are not read; write the value without");
            }
        }

        private int line() {
            return parser.currentTokenLocation().getLineNr();
        }
    }
}
