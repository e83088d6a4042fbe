package dev.portcullis.door;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.Presented;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of its caller and of the account that it means. A token comes as a bearer token, or where an SDK
 * puts its API key, there with the account behind it if one likes: {@code TOKEN@alpha}. The SDK's own signature counts
 * for nothing and goes no further. A caller that shows no token is who its connection's certificate says; behind a
 * client's own Unix socket it is that client, whatever else it shows.
 *
 * @param presented who the caller says it is
 * @param account the account named beside the path; null when none is
 */
public record Showing(Presented presented, @Nullable AccountId account) {
    private static final String BEARER = "Bearer ";

    /**
     * Reads it from a request's headers and from what its connection shows.
     *
     * @param ofPath the account that the path names, which goes before any other; null when it names none
     * @param proof what the connection by itself shows of its caller
     * @throws RejectedException when something is shown that cannot be read
     */
    public static Showing of(MultiMap headers, @Nullable AccountId ofPath, Presented proof) {
        String authorization = only(headers, "Authorization");
        String apiKey = only(headers, "X-BAPI-API-KEY");
        String named = only(headers, "X-Portcullis-Account");
        String behindToken = suffix(apiKey);
        AccountId account = ofPath != null ? ofPath : accountOf(named != null ? named : behindToken);
        if (proof instanceof Presented.Socket) {
            return new Showing(proof, account);
        }
        if (authorization != null) {
            return new Showing(bearer(authorization, proof), account);
        }
        return apiKey == null || withoutSuffix(apiKey).isEmpty()
                ? new Showing(proof, account)
                : new Showing(token(withoutSuffix(apiKey), proof), account);
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
