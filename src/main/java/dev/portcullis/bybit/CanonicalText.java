package dev.portcullis.bybit;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Map;

/** Writes a nested JSON value in one way only: members sorted by name, no spaces, numbers as they were written. */
final class CanonicalText {
    private CanonicalText() {}

    static String of(JsonMembers members) {
        StringBuilder out = new StringBuilder("{");
        for (Map.Entry<String, JsonMember> member : members.byName().entrySet()) {
            separate(out);
            quote(out, member.getKey());
            out.append(':');
            value(out, member.getValue());
        }
        return out.append('}').toString();
    }

    static String of(List<JsonMember> elements) {
        StringBuilder out = new StringBuilder("[");
        for (JsonMember element : elements) {
            separate(out);
            value(out, element);
        }
        return out.append(']').toString();
    }

    private static void separate(StringBuilder out) {
        if (out.length() > 1) {
            out.append(',');
        }
    }

    private static void value(StringBuilder out, JsonMember member) {
        if (member.isString()) {
            quote(out, member.text());
        } else {
            out.append(member.text());
        }
    }

    /** Appends the text as a JSON string. */
    static void quote(StringBuilder out, String text) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }
}
