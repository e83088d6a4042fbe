package dev.portcullis.door.v5;

import dev.portcullis.model.AccountId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of this door: Bybit's own, or the same behind an account.
 *
 * @param account null when the path names none
 * @param bybitPath what Bybit calls the endpoint
 */
record V5Path(@Nullable AccountId account, String bybitPath) {
    private static final Pattern OF_ACCOUNT = Pattern.compile("/accounts/([^/]+)(/v5/.+)");

    static boolean isOne(String path) {
        return path.startsWith("/v5/") || OF_ACCOUNT.matcher(path).matches();
    }

    /** Empty when the account's name cannot be one. */
    static Optional<V5Path> read(String path) {
        Matcher matcher = OF_ACCOUNT.matcher(path);
        if (!matcher.matches()) {
            return Optional.of(new V5Path(null, path));
        }
        try {
            return Optional.of(new V5Path(new AccountId(matcher.group(1)), matcher.group(2)));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }
}
