package dev.portcullis.bybit;

import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a body of one strict JSON object as members with their exact texts: no number ever becomes a double. */
public final class FlatBody {
    private FlatBody() {}

    /** What kind of value a member has. */
    public enum Kind {
        STRING,
        NUMBER,
        FLAG,
        NOTHING,
        NESTED
    }

    /**
     * One member.
     *
     * @param text a string's decoded text, the source text of everything else
     */
    public record Member(Kind kind, String text) {
        /** Without the text, which may be a token. */
        @Override
        public String toString() {
            return "Member[" + kind + "]";
        }
    }

    /**
     * The members by name, none of which came twice.
     *
     * @throws dev.portcullis.model.RejectedException when the bytes are not one strict JSON object
     */
    public static SortedMap<String, Member> read(Buffer body) {
        SortedMap<String, Member> members = new TreeMap<>();
        StrictJson.object(body.getBytes())
                .byName()
                .forEach((name, member) -> members.put(name, new Member(kindOf(member.token()), member.text())));
        return members;
    }

    private static Kind kindOf(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> Kind.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.FLAG;
            case VALUE_NULL -> Kind.NOTHING;
            default -> Kind.NESTED;
        };
    }
}
