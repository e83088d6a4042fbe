package dev.portcullis.bybit.normal;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * One field of an item.
 *
 * @param name what the gate calls it
 * @param sources where Bybit has it; the first that says something counts
 * @param words for a word, how it is translated
 */
record NormalField(String name, List<JsonPointer> sources, Form form, Words words) {
    /** A field that Bybit has under the same name. */
    static NormalField of(String name, Form form) {
        return of(name, form, name);
    }

    /** A field that Bybit has under others; a slash leads into an object. */
    static NormalField of(String name, Form form, String... sources) {
        return new NormalField(name, pointers(sources), form, Words.PLAIN);
    }

    static NormalField word(String name, Words words) {
        return word(name, words, name);
    }

    static NormalField word(String name, Words words, String source) {
        return new NormalField(name, pointers(source), Form.WORD, words);
    }

    private static List<JsonPointer> pointers(String... sources) {
        return Stream.of(sources)
                .map(source -> JsonPointer.compile("/" + source))
                .toList();
    }

    /** Its value in Bybit's item; a missing node when Bybit says nothing. */
    JsonNode shown(JsonNode item) {
        for (JsonPointer source : sources) {
            JsonNode shown = form.shown(item.at(source));
            if (!shown.isMissingNode()) {
                return form == Form.WORD ? translated(shown.textValue()) : shown;
            }
        }
        return MissingNode.getInstance();
    }

    private JsonNode translated(String word) {
        String shown = words.shown(word);
        return shown.isEmpty() ? MissingNode.getInstance() : TextNode.valueOf(shown);
    }
}
