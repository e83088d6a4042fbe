package dev.portcullis.door.v1;

import dev.portcullis.identity.Client;
import dev.portcullis.identity.Desk;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.Identification;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import java.util.Optional;

/** What this door asks of the desk before a call is made; the order path checks all of it again. */
final class DeskView {
    private final Registry registry;

    DeskView(Registry registry) {
        this.registry = registry;
    }

    /** Who calls, from an address that is allowed; empty for all others, whom the order path turns away. */
    Optional<Client> caller(V1Request request) {
        Identification who = registry.identify(request.showing().presented());
        if (!(who instanceof Identification.Known known)) {
            return Optional.empty();
        }
        boolean isElsewhere = registry.desk()
                .addressRefusal(known.client(), request.raw().origin().peer())
                .isPresent();
        return isElsewhere ? Optional.empty() : Optional.of(known.client());
    }

    /** Where the account of the path is, when the caller has a grant on it: to others it does not exist. */
    Optional<EnvironmentId> environment(Client client, AccountId account) {
        Desk desk = registry.desk();
        return client.grants().containsKey(account)
                ? Optional.ofNullable(desk.accounts().get(account)).map(DeskAccount::environment)
                : Optional.empty();
    }
}
