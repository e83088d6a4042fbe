package dev.portcullis.budget;

import dev.portcullis.model.EnvironmentId;

/**
 * Whose rate windows a call takes from: Bybit counts by UID, whatever the key and whatever the desk calls the account.
 *
 * @param uid Bybit's userID, as query-api gives it (docs:v5/user/apikey-info)
 */
public record AccountKey(EnvironmentId environment, String uid) {
    @Override
    public String toString() {
        return environment + " UID " + uid;
    }
}
