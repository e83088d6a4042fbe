package dev.portcullis.credential;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.portcullis.credential.CredentialException.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes and reads Vault's JSON byte by byte, so that no data key becomes a text. */
final class VaultJson {
    private static final JsonFactory JSON = new JsonFactory();

    private VaultJson() {}

    /** Writes the fields of an object. */
    @FunctionalInterface
    interface Fields {
        void writeTo(JsonGenerator out) throws IOException;
    }

    static Buffer object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            fields.writeTo(out);
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory takes every byte", impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    /** A text of the answer's {@code data}. */
    static String field(Buffer answer, String name) {
        return read(answer, name, JsonParser::getText);
    }

    /** Bytes that the answer's {@code data} holds as base64; the answer is wiped. */
    static byte[] binary(Buffer answer, String name) {
        try {
            return read(answer, name, JsonParser::getBinaryValue);
        } finally {
            wipe(answer);
        }
    }

    /** The reasons that a refusal gives; empty when it gives none. */
    static String errors(@Nullable Buffer answer) {
        try {
            return answer == null ? "" : String.valueOf(answer.toJsonObject().getJsonArray("errors"));
        } catch (DecodeException | ClassCastException noJson) {
            return "";
        }
    }

    static byte[] text(String field) {
        return field.getBytes(StandardCharsets.US_ASCII);
    }

    /** Overwrites what was sent or came. */
    static void wipe(@Nullable Buffer buffer) {
        if (buffer != null) {
            for (int i = 0; i < buffer.length(); i++) {
                buffer.setByte(i, (byte) 0);
            }
        }
    }

    static CredentialException unreadable() {
        return new CredentialException(
                Kind.UNAVAILABLE, "Vault's answer cannot be read; is master-key.vault.url really Vault's?");
    }

    private interface Value<T> {
        T of(JsonParser at) throws IOException;
    }

    private static <T> T read(Buffer answer, String name, Value<T> value) {
        try (JsonParser at = JSON.createParser(answer.getBytes())) {
            for (JsonToken token = at.nextToken(); token != null; token = at.nextToken()) {
                boolean found = token == JsonToken.VALUE_STRING && name.equals(at.currentName());
                if (found && at.getParsingContext().getParent() != null && "data".equals(parentName(at))) {
                    return value.of(at);
                }
            }
        } catch (IOException broken) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static @Nullable String parentName(JsonParser at) {
        return at.getParsingContext().getParent().getCurrentName();
    }
}
