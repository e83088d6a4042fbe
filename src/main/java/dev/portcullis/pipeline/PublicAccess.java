package dev.portcullis.pipeline;

import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.Identification;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.Call;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Rejection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who may read public endpoints, and of which environment. */
final class PublicAccess {
    /** What was decided. */
    sealed interface Decision {
        /** It goes to that environment; the client is null when nobody was named. */
        record Yes(EnvironmentId environment, @Nullable ClientId client) implements Decision {}

        /** It goes nowhere. */
        record No(Rejection rejection) implements Decision {}
    }

    private final Registry registry;
    private final AddressList tokenless;
    private final @Nullable EnvironmentId configured;

    /**
     * The rules for public reads.
     *
     * @param tokenless from where no token is needed
     * @param configured where a read without an account goes; null means the one environment of all accounts
     */
    PublicAccess(Registry registry, AddressList tokenless, @Nullable EnvironmentId configured) {
        this.registry = registry;
        this.tokenless = tokenless;
        this.configured = configured;
    }

    Decision decide(Call call) {
        if (call.origin().presented() instanceof Presented.Nothing) {
            return tokenless.allows(call.origin().peer()) ? environmentFor(call, null) : tokenNeeded(call);
        }
        Identification who = registry.identify(call.origin().presented());
        if (who instanceof Identification.Refusal refusal) {
            return new Decision.No(refusal.rejection());
        }
        Identification.Known known = (Identification.Known) who;
        Optional<Rejection> address =
                registry.desk().addressRefusal(known.client(), call.origin().peer());
        return address.<Decision>map(Decision.No::new)
                .orElseGet(() -> environmentFor(call, known.client().id()));
    }

    private Decision tokenNeeded(Call call) {
        return new Decision.No(new Rejection.Unauthenticated("public reads need a token from "
                + call.origin().peer() + "; those without one are served to public.cidrs " + tokenless));
    }

    private Decision environmentFor(Call call, @Nullable ClientId client) {
        AccountId account = call.wantedAccount();
        if (account != null) {
            DeskAccount known = registry.desk().accounts().get(account);
            return known == null
                    ? new Decision.No(new Rejection.NotGranted("there is no account " + account + " here"))
                    : new Decision.Yes(known.environment(), client);
        }
        if (configured != null) {
            return new Decision.Yes(configured, client);
        }
        Set<EnvironmentId> all = registry.desk().environments();
        return all.size() == 1 ? new Decision.Yes(all.iterator().next(), client) : unclear(all);
    }

    private static Decision unclear(Set<EnvironmentId> all) {
        String have = all.isEmpty() ? "there are no accounts yet" : "the accounts are in " + all;
        return new Decision.No(new Rejection.Malformed(
                "of which environment? " + have + "; name an account in the path (/accounts/NAME/v5/...), or set"
                        + " public.environment in the configuration",
                java.util.List.of()));
    }
}
