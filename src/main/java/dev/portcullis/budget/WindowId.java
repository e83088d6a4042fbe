package dev.portcullis.budget;

import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.BusinessLine;
import dev.portcullis.model.EndpointId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names one window.
 *
 * @param bound whose limit it is
 * @param holder the key, client, UID or egress address that is limited
 * @param counted what is counted, in words
 * @param endpoint the endpoint of a UID window, else null
 * @param line the line of a UID window; null where all lines share one
 */
public record WindowId(
        BudgetBound bound,
        String holder,
        String counted,
        @Nullable EndpointId endpoint,
        @Nullable BusinessLine line) {

    static WindowId ofUid(AccountKey account, EndpointId endpoint, @Nullable BusinessLine line) {
        String counted =
                line == null ? "" + endpoint : endpoint + " " + line.name().toLowerCase(Locale.ROOT);
        return new WindowId(BudgetBound.UID, account.toString(), counted, endpoint, line);
    }

    static WindowId ofDesk(BudgetBound bound, String holder, String counted) {
        return new WindowId(bound, holder, counted, null, null);
    }

    static WindowId ofAddress(String egress, String counted) {
        return new WindowId(BudgetBound.ADDRESS, egress, counted, null, null);
    }
}
