package dev.portcullis.budget;

import dev.portcullis.bybit.Endpoint;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.BusinessLine;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One call that wants to leave.
 *
 * @param payers whose windows it takes from
 * @param fare what it takes from them
 * @param priority whom it lets pass and whom it passes
 * @param deadlineNanos past this on the monotonic ticker it no longer wants a turn
 * @param home where its turn is handed over
 */
public record Passenger(Payers payers, Fare fare, Priority priority, long deadlineNanos, Executor home) {

    /**
     * Whose windows a call takes from.
     *
     * @param environment where it goes, which decides the address window
     * @param account null when no UID is charged: public reads, and a key whose UID is not known yet
     * @param accountName what the desk calls that account
     * @param credential null when no key is charged
     * @param client null for the gate's own calls
     */
    public record Payers(
            EnvironmentId environment,
            @Nullable AccountKey account,
            @Nullable AccountId accountName,
            @Nullable CredentialId credential,
            @Nullable ClientId client) {

        /** A signed call; {@code client} is null for the gate's own. */
        public static Payers signed(
                AccountKey account, AccountId accountName, CredentialId credential, @Nullable ClientId client) {
            return new Payers(account.environment(), account, accountName, credential, client);
        }

        /** A call that no UID pays for: it takes from the address window, and from its client's, if it has one. */
        public static Payers ofAddress(EnvironmentId environment, @Nullable ClientId client) {
            return new Payers(environment, null, null, null, client);
        }
    }

    /**
     * What a call takes from the windows.
     *
     * @param endpoint where it goes
     * @param line the business line whose window it takes from; null where all lines share one
     * @param cost what Bybit counts for it, at least 1
     * @param orders how many orders it names, which is what a limit of orders per second counts
     */
    public record Fare(Endpoint endpoint, @Nullable BusinessLine line, int cost, int orders) {
        /** @throws IllegalArgumentException when the cost is not positive, or the number of orders negative */
        public Fare {
            if (cost < 1 || orders < 0) {
                throw new IllegalArgumentException("a call costs at least 1 and names no negative number of orders");
            }
        }

        /** A call that costs 1 and names no order. */
        public static Fare one(Endpoint endpoint, @Nullable BusinessLine line) {
            return new Fare(endpoint, line, 1, 0);
        }
    }
}
