package dev.portcullis.identity;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may read public market data, and of which environment. SDKs send such reads without a token, so none is asked
 * for from trusted addresses.
 *
 * @param cidrs from where no token is needed
 * @param environment where a read goes that names no account; null means the one environment of all accounts
 */
public record PublicAccess(AddressList cidrs, @Nullable EnvironmentId environment) {
    /** Whether a public read may go, and where. */
    public sealed interface Choice {
        /** It may, to this environment. */
        record Chosen(EnvironmentId environment) implements Choice {}

        /** It may not. */
        record Refusal(Rejection rejection) implements Choice {}
    }

    /**
     * Chooses for one read.
     *
     * @param client who has shown a good token; null when nobody has
     * @param wanted the account that the path names; null when it names none
     */
    public Choice choose(Desk desk, @Nullable Client client, @Nullable AccountId wanted, PeerAddress peer) {
        Optional<Rejection> refusal = refusal(desk, client, peer);
        if (refusal.isPresent()) {
            return new Choice.Refusal(refusal.get());
        }
        if (wanted != null) {
            return ofAccount(desk, wanted);
        }
        if (environment != null) {
            return new Choice.Chosen(environment);
        }
        return ofAllAccounts(desk.environments());
    }

    private Optional<Rejection> refusal(Desk desk, @Nullable Client client, PeerAddress peer) {
        if (cidrs.allows(peer)) {
            return Optional.empty();
        }
        if (client != null) {
            return desk.addressRefusal(client, peer);
        }
        return Optional.of(new Rejection.Unauthenticated(
                "public data needs a token from " + peer + "; public.cidrs says from where it needs none"));
    }

    private static Choice ofAccount(Desk desk, AccountId wanted) {
        DeskAccount account = desk.accounts().get(wanted);
        if (account == null) {
            return new Choice.Refusal(new Rejection.NotGranted("there is no account " + wanted + "; see account list"));
        }
        return new Choice.Chosen(account.environment());
    }

    private static Choice ofAllAccounts(Set<EnvironmentId> environments) {
        if (environments.size() == 1) {
            return new Choice.Chosen(environments.iterator().next());
        }
        String why = environments.isEmpty()
                ? "no account tells which environment to read"
                : "the accounts are in several environments ("
                        + environments.stream()
                                .map(EnvironmentId::text)
                                .sorted()
                                .collect(Collectors.joining(", ")) + ")";
        return new Choice.Refusal(new Rejection.Malformed(
                why + "; name an account in the path (/accounts/NAME/v5/...) or set public.environment in the"
                        + " configuration",
                List.of()));
    }
}
