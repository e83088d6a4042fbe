package dev.portcullis.door.v2;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.Rejection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of the old API: its own, or the same behind an account.
 *
 * @param accountName null when the path names none
 * @param bybitPath what Bybit called the endpoint
 */
record OldPath(@Nullable String accountName, String bybitPath) {
    /** Where the old API lived. What this door does not serve of it is told what to use instead. */
    private static final List<String> OLD = List.of("/v2/", "/private/linear/", "/public/linear/", "/futures/private/");

    private static final Pattern OF_ACCOUNT = Pattern.compile("/accounts/([^/]+)(/.+)");

    static boolean isOne(String path) {
        return OLD.stream().anyMatch(read(path).bybitPath()::startsWith);
    }

    static OldPath read(String path) {
        Matcher matcher = OF_ACCOUNT.matcher(path);
        return matcher.matches() ? new OldPath(matcher.group(1), matcher.group(2)) : new OldPath(null, path);
    }

    /** The account that the path names, or null. */
    @Nullable
    AccountId account() {
        if (accountName == null) {
            return null;
        }
        try {
            return new AccountId(accountName);
        } catch (IllegalArgumentException noName) {
            throw Rejection.Malformed.at("path", "/accounts/NAME/v2/... needs an account name such as alpha")
                    .asException();
        }
    }
}
