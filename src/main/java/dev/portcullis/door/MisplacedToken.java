package dev.portcullis.door;

import dev.portcullis.identity.TokenScan;
import dev.portcullis.model.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A token that came where proxies, browsers and logs keep what they see. It lets nobody in there, however good it is,
 * and whoever sent it learns to revoke it.
 */
public final class MisplacedToken {
    private final Place place;
    private final String text;

    private MisplacedToken(Place place, String text) {
        this.place = place;
        this.text = text;
    }

    /** Where no token belongs. */
    public enum Place {
        QUERY,
        COOKIE,
        BODY;

        /** The word in messages. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The token in the query, a cookie or the body of a request; empty when there is none. */
    public static Optional<MisplacedToken> in(RawRequest request) {
        return in(Place.QUERY, request.rawQuery())
                .or(() -> inCookie(request))
                .or(() -> in(Place.BODY, request.body().toString(StandardCharsets.ISO_8859_1)));
    }

    /** The token in a cookie of a request; empty when there is none. */
    public static Optional<MisplacedToken> inCookie(RawRequest request) {
        return in(Place.COOKIE, String.join(";", request.headers().getAll("Cookie")));
    }

    /** The token in a text that came at that place; empty when there is none. */
    public static Optional<MisplacedToken> in(Place place, String text) {
        return TokenScan.firstIn(text).map(token -> new MisplacedToken(place, token));
    }

    /** Where it came. */
    public Place place() {
        return place;
    }

    /** The whole token, to find out whose it is; never to be logged or answered. */
    public String reveal() {
        return text;
    }

    /** What its sender hears. It names the public id alone, and is the same for a token that nobody knows. */
    public Rejection rejection() {
        return new Rejection.Unauthenticated("token " + publicId() + " came in the " + place.text()
                + ", where logs keep it, and counts for nothing there; send it as Authorization: Bearer <token> or as"
                + " X-BAPI-API-KEY, and have this one revoked: token revoke " + publicId());
    }

    private String publicId() {
        return text.split("_", 3)[1];
    }

    @Override
    public String toString() {
        return "MisplacedToken[" + publicId() + " in the " + place.text() + "]";
    }
}
