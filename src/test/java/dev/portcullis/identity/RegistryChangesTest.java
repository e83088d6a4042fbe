package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.identity.DeskResult.Done;
import dev.portcullis.identity.DeskResult.Reason;
import dev.portcullis.identity.DeskResult.Refused;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Scope;
import dev.portcullis.model.TokenId;
import dev.portcullis.store.Sql;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class RegistryChangesTest extends RegistryFixture {
    @Test
    void aClientWithoutAddressesIsLocalAndSaysSo() throws Exception {
        DeskResult<Client> added = get(registry.addClient(BOT, NONE_GIVEN, DeskLimits.NONE));

        assertThat(((Done<Client>) added).notes())
                .containsExactly(
                        "client bot1 may call from this machine only (127.0.0.0/8,::1/128), for no --cidr was given");
        assertThat(registry.desk().clients().get(BOT).allowed()).isEqualTo(AddressList.LOOPBACK);
        done(registry.setClientAddresses(BOT, AddressList.of("10.0.0.0/8")));
        assertThat(registry.desk().clients().get(BOT).allowed()).isEqualTo(AddressList.of("10.0.0.0/8"));
    }

    @Test
    void anAccountWithoutAddressesIsNotRestricted() throws Exception {
        done(registry.addAccount(ALPHA, TESTNET, NONE_GIVEN));

        assertThat(registry.desk().accounts().get(ALPHA).allowed()).isEqualTo(AddressList.ANYWHERE);
        done(registry.setAccountAddresses(ALPHA, AddressList.of("10.0.0.0/8", "fd00::/8")));
        assertThat(registry.desk().accounts().get(ALPHA).allowed()).isEqualTo(AddressList.of("10.0.0.0/8", "fd00::/8"));
    }

    @Test
    void limitsAreKept() throws Exception {
        done(registry.addAccount(ALPHA, TESTNET, NONE_GIVEN));
        done(registry.addClient(BOT, NONE_GIVEN, new DeskLimits(10, null, 3)));
        done(registry.grant(new Grant(BOT, ALPHA, EnumSet.of(Scope.TRADE), new DeskLimits(null, 5, null), null)));

        Client client = get(reopened(store)).desk().clients().get(BOT);

        assertThat(client.limits()).isEqualTo(new DeskLimits(10, null, 3));
        assertThat(client.grants().get(ALPHA).limits()).isEqualTo(new DeskLimits(null, 5, null));
        done(registry.setClientLimits(BOT, DeskLimits.NONE));
        assertThat(registry.desk().clients().get(BOT).limits()).isEqualTo(DeskLimits.NONE);
    }

    @Test
    void aTakenNameIsRefused() throws Exception {
        botWithToken();
        done(registry.addOperator(ANN, Role.ADMIN, null));

        assertThat(refused(registry.addAccount(ALPHA, TESTNET, NONE_GIVEN)))
                .isEqualTo(new Refused<>(Reason.NAME_TAKEN, "there is an account alpha already; choose another name"));
        assertThat(refused(registry.addClient(BOT, NONE_GIVEN, DeskLimits.NONE)))
                .isEqualTo(new Refused<>(Reason.NAME_TAKEN, "there is a client bot1 already; choose another name"));
        assertThat(refused(registry.addOperator(ANN, Role.VIEWER, ANN)))
                .isEqualTo(new Refused<>(Reason.NAME_TAKEN, "there is an operator ann already; choose another name"));
    }

    @Test
    void whatDoesNotExistIsRefusedWithWhatDoes() throws Exception {
        AccountId nope = new AccountId("nope");
        ClientId nobody = new ClientId("nobody");
        assertThat(refused(registry.disableAccount(nope)).message())
                .isEqualTo("there is no account nope; there is none yet; add one: account add NAME --env ENV");
        assertThat(refused(registry.disableClient(nobody)).message())
                .isEqualTo("there is no client nobody; there is none yet; add one: client add NAME");
        botWithToken();
        done(registry.addOperator(ANN, Role.ADMIN, null));

        assertThat(refused(registry.addAccount(nope, new EnvironmentId("mainnet"), NONE_GIVEN))
                        .message())
                .isEqualTo("there is no environment mainnet; there are demo, testnet, and the configuration may"
                        + " define more");
        assertThat(refused(registry.enableAccount(nope)).message())
                .isEqualTo("there is no account nope; there are alpha");
        assertThat(refused(registry.removeAccount(nope)).message())
                .isEqualTo("there is no account nope; there are alpha");
        assertThat(refused(registry.setAccountAddresses(nope, NONE_GIVEN)).reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refused(registry.grant(new Grant(BOT, nope, EnumSet.of(Scope.READ), DeskLimits.NONE, null)))
                        .message())
                .isEqualTo("there is no account nope; there are alpha");
        assertThat(refused(registry.grant(new Grant(nobody, ALPHA, EnumSet.of(Scope.READ), DeskLimits.NONE, null)))
                        .message())
                .isEqualTo("there is no client nobody; there are bot1");
        assertThat(refused(registry.ungrant(BOT, nope)).message())
                .isEqualTo("client bot1 has no grant on account nope; it has grants on alpha");
        assertThat(refused(registry.issueToken(nobody, null, ANN)).message())
                .isEqualTo("there is no client nobody; there are bot1");
        assertThat(refused(registry.issueToken(new OperatorName("bob"), null, ANN))
                        .message())
                .isEqualTo("there is no operator bob; there are ann");
        assertThat(refused(registry.removeOperator(new OperatorName("bob"))).message())
                .isEqualTo("there is no operator bob; there are ann");
        assertThat(refused(registry.revokeToken(new TokenId("abcdefgh"))).message())
                .isEqualTo("there is no token abcdefgh; see token list");
        assertThat(refused(registry.setClientLimits(nobody, DeskLimits.NONE)).reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refused(registry.setClientAddresses(nobody, NONE_GIVEN)).reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refused(registry.removeClient(nobody)).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refused(registry.ungrant(nobody, ALPHA)).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void aRemovedClientTakesItsTokensAndGrantsAlong() throws Exception {
        IssuedToken old = botWithToken();

        done(registry.removeClient(BOT));
        done(registry.addClient(BOT, NONE_GIVEN, DeskLimits.NONE));

        assertThat(identify(old)).isInstanceOf(Identification.Refusal.class);
        assertThat(registry.desk().clients().get(BOT).grants()).isEmpty();
        assertThat(registry.desk().tokens()).isEmpty();
    }

    @Test
    void anAccountIsRemovedOnlyWhenNothingHangsOnIt() throws Exception {
        botWithToken();
        putKey("k1", "main");

        assertThat(refused(registry.removeAccount(ALPHA)))
                .isEqualTo(new Refused<>(
                        Reason.CONFLICT,
                        "account alpha still has the keys main; revoke them first: key revoke alpha --label main"));
        get(store.update(Sql.of("UPDATE credentials SET state = 'revoked', sealed = NULL, dek_id = NULL")));
        assertThat(refused(registry.removeAccount(ALPHA)).message())
                .isEqualTo("account alpha is still granted to bot1; take that back first: client ungrant bot1 alpha");
        done(registry.ungrant(BOT, ALPHA));

        assertThat(done(registry.removeAccount(ALPHA)).id()).isEqualTo(ALPHA);
        assertThat(registry.desk().accounts()).isEmpty();
    }

    private void putKey(String id, String label) throws Exception {
        get(store.update(Sql.of(
                "INSERT INTO deks (id, environment, account, kek_id, wrapped, created_at)" + " VALUES ('d-" + id
                        + "', 'testnet', 'alpha', 'kek', ?, 0)",
                new byte[] {1})));
        get(store.update(Sql.of(
                "INSERT INTO credentials (id, account, environment, label, api_key, algorithm, state, version, dek_id,"
                        + " sealed, created_at, changed_at)"
                        + " VALUES (?, 'alpha', 'testnet', ?, 'K', 'hmac', 'active', 1, ?, ?, 0, 0)",
                id,
                label,
                "d-" + id,
                new byte[] {1})));
    }

    @Test
    void aGrantMayPinOnlyALiveKeyOfItsAccount() throws Exception {
        botWithToken();
        putKey("k1", "main");
        Grant pinned = new Grant(BOT, ALPHA, EnumSet.of(Scope.TRADE), DeskLimits.NONE, new CredentialId("k1"));
        Grant wrong = new Grant(BOT, ALPHA, EnumSet.of(Scope.TRADE), DeskLimits.NONE, new CredentialId("k2"));

        assertThat(done(registry.grant(pinned))).isEqualTo(pinned);
        assertThat(registry.desk().clients().get(BOT).grants()).containsValue(pinned);
        assertThat(refused(registry.grant(wrong)).message())
                .isEqualTo("account alpha has no key k2; see key list alpha");
    }

    @Test
    void theFirstOperatorLetsTheOthersInAndTheLastAdminStays() throws Exception {
        NewOperator ann = done(registry.addOperator(ANN, Role.ADMIN, null));
        NewOperator bob = done(registry.addOperator(new OperatorName("bob"), Role.VIEWER, ANN));

        assertThat(registry.identifyOperator(new Presented.Token(bob.token().reveal())))
                .isEqualTo(new Identification.OfOperator.Known(
                        new Operator(new OperatorName("bob"), Role.VIEWER, now.get()),
                        bob.token().id()));
        assertThat(registry.desk().tokens().get(bob.token().id()).life().createdBy())
                .isEqualTo("ann");
        assertThat(refused(registry.removeOperator(ANN)).message())
                .isEqualTo("operator ann is the only admin; add another first: operator add NAME --role admin");
        done(registry.removeOperator(new OperatorName("bob")));
        assertThat(registry.identifyOperator(new Presented.Token(bob.token().reveal())))
                .isInstanceOf(Identification.OfOperator.Refusal.class);
        assertThat(registry.identifyOperator(new Presented.Token(ann.token().reveal())))
                .isInstanceOf(Identification.OfOperator.Known.class);
        assertThat(done(registry.issueToken(ANN, null, ANN)).reveal()).startsWith("pco_");
    }
}
