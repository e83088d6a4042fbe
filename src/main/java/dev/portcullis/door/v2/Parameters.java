package dev.portcullis.door.v2;

import dev.portcullis.bybit.FlatBody;
import dev.portcullis.bybit.FlatBody.Kind;
import dev.portcullis.bybit.FlatBody.Member;
import dev.portcullis.door.MisplacedToken;
import dev.portcullis.door.MisplacedToken.Place;
import dev.portcullis.door.RawRequest;
import dev.portcullis.model.Rejection;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a script sends, by name: from the query, and from a body that is a form or one JSON object, whatever its label
 * says. The old API took all three. A name counts once; the same value in query and body is the same parameter.
 */
final class Parameters {
    private static final String API_KEY = "api_key";
    private static final String RECV_WINDOW = "recv_window";
    private static final int PARAMETERS_MAX = 100;

    private final SortedMap<String, Given> byName;

    private Parameters(SortedMap<String, Given> byName) {
        this.byName = byName;
    }

    /**
     * One parameter.
     *
     * @param member its value; of a query or form always a string
     * @param place where it came
     */
    record Given(Member member, Place place) {}

    /** @throws dev.portcullis.model.RejectedException when query or body can be read in two ways, or in none */
    static Parameters read(RawRequest request) {
        SortedMap<String, Given> byName = new TreeMap<>();
        pairs(request.rawQuery(), Place.QUERY).forEach((name, member) -> put(byName, name, member, Place.QUERY));
        body(request).forEach((name, member) -> put(byName, name, member, Place.BODY));
        return new Parameters(byName);
    }

    private static void put(SortedMap<String, Given> byName, String name, Member member, Place place) {
        if (member.kind() == Kind.NOTHING
                || (member.kind() == Kind.STRING && member.text().isEmpty())) {
            return;
        }
        Given other = byName.putIfAbsent(name, new Given(member, place));
        if (other != null && !other.member().text().equals(member.text())) {
            throw malformed("a parameter comes in the query and in the body, with two values; keep one");
        }
    }

    private static Map<String, Member> body(RawRequest request) {
        Buffer body = request.body();
        if (body.length() == 0) {
            return Map.of();
        }
        if (beginsJson(body)) {
            return FlatBody.read(body);
        }
        String type = Objects.requireNonNullElse(request.headers().get("Content-Type"), "");
        if (type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw malformed("the body is a multipart form; send a plain form or one JSON object");
        }
        return pairs(body.toString(StandardCharsets.ISO_8859_1), Place.BODY);
    }

    private static boolean beginsJson(Buffer body) {
        for (int i = 0; i < body.length(); i++) {
            byte b = body.getByte(i);
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b == '{';
            }
        }
        return false;
    }

    private static Map<String, Member> pairs(String text, Place place) {
        SortedMap<String, Member> pairs = new TreeMap<>();
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            Optional<String> name = ParameterText.decoded(equals < 0 ? pair : pair.substring(0, equals));
            Optional<String> value = ParameterText.decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty() || pairs.size() == PARAMETERS_MAX) {
                throw malformed("the " + place.text() + " must be name=value pairs joined by &, percent-encoded UTF-8,"
                        + " at most " + PARAMETERS_MAX + (place == Place.BODY ? "; or one JSON object" : ""));
            }
            if (pairs.put(name.get(), new Member(Kind.STRING, value.get())) != null) {
                throw malformed("a parameter comes twice in the " + place.text() + "; send it once");
            }
        }
        return pairs;
    }

    private static RuntimeException malformed(String detail) {
        return Rejection.Malformed.at("parameters", detail).asException();
    }

    /** A token in any other parameter than {@code api_key}, or in a name; empty when there is none. */
    Optional<MisplacedToken> misplaced() {
        return byName.entrySet().stream()
                .flatMap(entry -> misplaced(entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    private static Optional<MisplacedToken> misplaced(String name, Given given) {
        Optional<MisplacedToken> inName = MisplacedToken.in(given.place(), name);
        return inName.isPresent() || name.equals(API_KEY)
                ? inName
                : MisplacedToken.in(given.place(), given.member().text());
    }

    /** What came as {@code api_key}; empty when nothing did. */
    Optional<String> apiKey() {
        Given given = byName.get(API_KEY);
        if (given == null) {
            return Optional.empty();
        }
        if (given.member().kind() != Kind.STRING) {
            throw Rejection.Malformed.at(API_KEY, "must be the client token, as a string")
                    .asException();
        }
        return Optional.of(given.member().text());
    }

    /** What came as {@code recv_window}, at most {@code max}; {@code otherwise} when nothing did. */
    int recvWindowMillis(int otherwise, int max) {
        Given given = byName.get(RECV_WINDOW);
        if (given == null) {
            return otherwise;
        }
        String text = given.member().text();
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < 1) {
            throw Rejection.Malformed.at(RECV_WINDOW, "must be a number of milliseconds, plain digits")
                    .asException();
        }
        return (int) Math.min(max, Long.parseLong(text));
    }

    /** All of them, by name. */
    SortedMap<String, Given> all() {
        return byName;
    }

    /** Without any value, one of which may be a token. */
    @Override
    public String toString() {
        return "Parameters[" + byName.size() + " of them]";
    }
}
