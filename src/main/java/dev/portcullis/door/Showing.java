package dev.portcullis.door;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.Presented;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.TokenId;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of its caller and of the account that it means. A token comes as a bearer token, or where an SDK
 * puts its API key, there with the account behind it if one likes: {@code TOKEN@alpha}. The SDK's own signature counts
 * for nothing there and goes no further; behind the id of a signed client it is what counts. A caller that shows no
 * token is who its connection's certificate says; behind a client's own Unix socket it is that client, whatever else it
 * shows.
 *
 * @param presented who the caller says it is
 * @param account the account named beside the path; null when none is
 */
public record Showing(Presented presented, @Nullable AccountId account) {
    private static final String BEARER = "Bearer ";

    /**
     * Reads it from a request and from what its connection shows.
     *
     * @param ofPath the account that the path names, which goes before any other; null when it names none
     * @throws RejectedException when something is shown that cannot be read
     */
    public static Showing of(RawRequest request, @Nullable AccountId ofPath) {
        return of(request, ofPath, only(request.headers(), "X-BAPI-API-KEY"));
    }

    /**
     * The same of a request whose API key comes elsewhere than in its header.
     *
     * @param apiKey null when there is none
     * @throws RejectedException when something is shown that cannot be read
     */
    public static Showing of(RawRequest request, @Nullable AccountId ofPath, @Nullable String apiKey) {
        MultiMap headers = request.headers();
        Presented proof = request.origin().proof();
        String authorization = only(headers, "Authorization");
        String named = only(headers, "X-Portcullis-Account");
        String behindToken = suffix(apiKey);
        AccountId account = ofPath != null ? ofPath : accountOf(named != null ? named : behindToken);
        if (proof instanceof Presented.Socket) {
            return new Showing(proof, account);
        }
        if (authorization != null) {
            return new Showing(bearer(authorization, proof), account);
        }
        if (apiKey == null || withoutSuffix(apiKey).isEmpty()) {
            return new Showing(proof, account);
        }
        return apiKey.startsWith(Presented.Signature.PREFIX)
                ? new Showing(signature(request, apiKey), account)
                : new Showing(token(withoutSuffix(apiKey), proof), account);
    }

    private static Presented signature(RawRequest request, String apiKey) {
        String id = withoutSuffix(apiKey).substring(Presented.Signature.PREFIX.length());
        return new Presented.Signature(
                tokenId(id),
                apiKey,
                needed(request.headers(), "X-BAPI-SIGN"),
                needed(request.headers(), "X-BAPI-TIMESTAMP"),
                Objects.requireNonNullElse(only(request.headers(), "X-BAPI-RECV-WINDOW"), ""),
                signedOf(request),
                request.method().equals(HttpMethod.GET) ? request.path() : "",
                new Presented.Signature.Arrival(request.id(), request.origin().arrivedNanos()));
    }

    /**
     * What a signature covers besides key and times: as at Bybit the query of a GET and the body of a POST. A DELETE,
     * which Bybit does not know, has no body, so its path is signed as it is sent, with its query.
     */
    private static Buffer signedOf(RawRequest request) {
        String query = request.rawQuery();
        if (request.method().equals(HttpMethod.GET)) {
            return Buffer.buffer(query);
        }
        if (request.method().equals(HttpMethod.DELETE)) {
            return Buffer.buffer(query.isEmpty() ? request.path() : request.path() + "?" + query);
        }
        if (!query.isEmpty()) {
            throw Rejection.Malformed.at(
                            "query",
                            "is not covered by the signature of a " + request.method()
                                    + "; put its fields into the body")
                    .asException();
        }
        return request.body();
    }

    private static TokenId tokenId(String text) {
        try {
            return new TokenId(text);
        } catch (IllegalArgumentException notOne) {
            throw new Rejection.Unauthenticated("the api key begins with " + Presented.Signature.PREFIX
                            + " but is not the id of a signed client; copy it whole")
                    .asException();
        }
    }

    private static String needed(MultiMap headers, String name) {
        String value = only(headers, name);
        if (value == null || value.isEmpty()) {
            throw new Rejection.BadSignature("a signed client sends " + name + ", as every Bybit SDK does")
                    .asException();
        }
        return value;
    }

    private static Presented token(String text, Presented proof) {
        return proof instanceof Presented.Certificate shown
                ? new Presented.Token(text, shown.publicKey())
                : new Presented.Token(text);
    }

    private static @Nullable String only(MultiMap headers, String name) {
        List<String> values = headers.getAll(name);
        if (values.size() > 1) {
            throw new Rejection.Malformed(
                            "header " + name + " came " + values.size() + " times; send it once", List.of())
                    .asException();
        }
        return values.isEmpty() ? null : values.get(0).strip();
    }

    private static Presented bearer(String authorization, Presented proof) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Rejection.Unauthenticated("Authorization must be: Bearer <token>").asException();
        }
        return token(authorization.substring(BEARER.length()).strip(), proof);
    }

    private static @Nullable String suffix(@Nullable String apiKey) {
        int at = apiKey == null ? -1 : apiKey.indexOf('@');
        return at < 0 || apiKey == null ? null : apiKey.substring(at + 1);
    }

    private static String withoutSuffix(String apiKey) {
        int at = apiKey.indexOf('@');
        return at < 0 ? apiKey : apiKey.substring(0, at);
    }

    private static @Nullable AccountId accountOf(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        try {
            return new AccountId(name);
        } catch (IllegalArgumentException e) {
            throw new Rejection.Malformed(
                            "the account that this request names is no account name: " + e.getMessage(), List.of())
                    .asException();
        }
    }
}
