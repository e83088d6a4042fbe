package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Rejection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicAccessTest {
    private static final EnvironmentId TESTNET = new EnvironmentId("testnet");
    private static final EnvironmentId MAINNET = new EnvironmentId("mainnet");
    private static final PeerAddress HERE = new PeerAddress("127.0.0.1");
    private static final PeerAddress AWAY = new PeerAddress("203.0.113.9");

    private final PublicAccess auto = new PublicAccess(AddressList.LOOPBACK, null);

    private static Desk desk(EnvironmentId... environments) {
        Map<AccountId, DeskAccount> accounts = new HashMap<>();
        for (EnvironmentId environment : environments) {
            AccountId id = new AccountId("of-" + environment);
            accounts.put(id, new DeskAccount(id, environment, AddressList.ANYWHERE, true, null));
        }
        return new Desk(accounts, Map.of(), Map.of(), Map.of(), List.of());
    }

    private static PublicAccess.Choice chosen(EnvironmentId environment) {
        return new PublicAccess.Choice.Chosen(environment);
    }

    private static Rejection refusal(PublicAccess.Choice choice) {
        assertThat(choice).isInstanceOf(PublicAccess.Choice.Refusal.class);
        return ((PublicAccess.Choice.Refusal) choice).rejection();
    }

    @Test
    void theEnvironmentOfThePathsAccountComesFirst() {
        PublicAccess configured = new PublicAccess(AddressList.LOOPBACK, MAINNET);

        assertThat(configured.choose(desk(TESTNET), null, new AccountId("of-testnet"), HERE))
                .isEqualTo(chosen(TESTNET));
    }

    @Test
    void thenTheConfiguredOne() {
        PublicAccess configured = new PublicAccess(AddressList.LOOPBACK, MAINNET);

        assertThat(configured.choose(desk(TESTNET), null, null, HERE)).isEqualTo(chosen(MAINNET));
    }

    @Test
    void thenTheOnlyOneOfAllAccounts() {
        assertThat(auto.choose(desk(TESTNET, TESTNET), null, null, HERE)).isEqualTo(chosen(TESTNET));
    }

    @Test
    void noneOrSeveralEnvironmentsNameTheKeyThatDecides() {
        assertThat(refusal(auto.choose(desk(), null, null, HERE)).detail())
                .isEqualTo("no account tells which environment to read; name an account in the path"
                        + " (/accounts/NAME/v5/...) or set public.environment in the configuration");
        assertThat(refusal(auto.choose(desk(TESTNET, MAINNET), null, null, HERE)))
                .isInstanceOf(Rejection.Malformed.class)
                .extracting(Rejection::detail)
                .asString()
                .startsWith("the accounts are in several environments (mainnet, testnet); ");
    }

    @Test
    void anUnknownAccountIsNamed() {
        assertThat(refusal(auto.choose(desk(TESTNET), null, new AccountId("nope"), HERE)))
                .isEqualTo(new Rejection.NotGranted("there is no account nope; see account list"));
    }

    @Test
    void fromElsewhereATokenIsNeededAndItsAddressesCount() {
        Client anywhere = client(AddressList.ANYWHERE);
        Client local = client(AddressList.LOOPBACK);

        assertThat(refusal(auto.choose(desk(TESTNET), null, null, AWAY)))
                .isEqualTo(new Rejection.Unauthenticated(
                        "public data needs a token from 203.0.113.9; public.cidrs says from where it needs none"));
        assertThat(auto.choose(desk(TESTNET), anywhere, null, AWAY)).isEqualTo(chosen(TESTNET));
        assertThat(refusal(auto.choose(desk(TESTNET), local, null, AWAY)))
                .isInstanceOf(Rejection.AddressNotAllowed.class);
    }

    private static Client client(AddressList allowed) {
        return new Client(new ClientId("bot1"), true, allowed, DeskLimits.NONE, Collections.emptySortedMap());
    }
}
