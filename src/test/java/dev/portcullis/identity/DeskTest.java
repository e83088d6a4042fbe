package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Scope;
import dev.portcullis.model.TokenId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Instant EARLIER = NOW.minusSeconds(3600);
    private static final PeerAddress HERE = new PeerAddress("127.0.0.1");
    private static final PeerAddress AWAY = new PeerAddress("203.0.113.9");
    private static final AccountId ALPHA = new AccountId("alpha");
    private static final AccountId BETA = new AccountId("beta");
    private static final ClientId BOT = new ClientId("bot1");

    private final TokenMint mint = new TokenMint(new SecureRandom());
    private final TokenMint.Minted minted = mint.mint(TokenKind.CLIENT, id -> false);
    private final Presented shown = new Presented.Token(minted.text());

    private Desk desk(Client client, Token... tokens) {
        Map<AccountId, DeskAccount> accounts = new HashMap<>();
        accounts.put(ALPHA, account(ALPHA, AddressList.ANYWHERE, true));
        accounts.put(BETA, account(BETA, AddressList.of("10.0.0.0/8"), true));
        Map<TokenId, Token> byId = new HashMap<>();
        List.of(tokens).forEach(token -> byId.put(token.id(), token));
        return new Desk(accounts, Map.of(client.id(), client), Map.of(), byId, List.of());
    }

    private static DeskAccount account(AccountId id, AddressList allowed, boolean enabled) {
        return new DeskAccount(id, new EnvironmentId("testnet"), allowed, enabled, null);
    }

    private static Client client(Grant... grants) {
        Map<AccountId, Grant> byAccount = new HashMap<>();
        List.of(grants).forEach(grant -> byAccount.put(grant.account(), grant));
        return new Client(BOT, true, AddressList.ANYWHERE, DeskLimits.NONE, Collections.emptySortedMap())
                .with(byAccount);
    }

    private static Grant grant(AccountId account, Scope first, Scope... others) {
        return new Grant(BOT, account, EnumSet.of(first, others), DeskLimits.NONE, null);
    }

    private Token token(Instant expiresAt, Instant revokedAt) {
        return new Token(
                minted.id(),
                new Token.Holder(TokenKind.CLIENT, "bot1"),
                new Token.Life(EARLIER, "ann", expiresAt, revokedAt),
                null,
                minted.hash());
    }

    private static String refusal(Identification who) {
        assertThat(who).isInstanceOf(Identification.Refusal.class);
        Rejection rejection = ((Identification.Refusal) who).rejection();
        assertThat(rejection).isInstanceOf(Rejection.Unauthenticated.class);
        return rejection.detail();
    }

    private static Rejection refusal(Admittance admittance) {
        assertThat(admittance).isInstanceOf(Admittance.Refusal.class);
        return ((Admittance.Refusal) admittance).rejection();
    }

    @Test
    void aGoodTokenNamesItsClient() {
        Client client = client();

        assertThat(desk(client, token(null, null)).identify(shown, NOW))
                .isEqualTo(new Identification.Known(client, minted.id()));
    }

    @Test
    void anExpiredTokenSaysSinceWhen() {
        Desk desk = desk(client(), token(NOW, null));

        assertThat(desk.identify(shown, NOW.minusMillis(1))).isInstanceOf(Identification.Known.class);
        assertThat(refusal(desk.identify(shown, NOW)))
                .isEqualTo("token " + minted.id() + " expired at 2026-11-25T10:00:00Z; ask for a new one");
    }

    @Test
    void aRevokedTokenSaysSinceWhen() {
        assertThat(refusal(desk(client(), token(null, EARLIER)).identify(shown, NOW)))
                .isEqualTo("token " + minted.id() + " was revoked at 2026-11-25T09:00:00Z; ask for a new one");
    }

    @Test
    void onlyWhoHoldsTheSecretLearnsThatATokenWasRevoked() {
        Desk desk = desk(client(), token(null, EARLIER));
        String otherSecret = TokenText.write(TokenKind.CLIENT, minted.id(), "A".repeat(43));

        assertThat(refusal(desk.identify(new Presented.Token(otherSecret), NOW)))
                .isEqualTo("token " + minted.id() + " is not known here; check that it is of this gate");
    }

    @Test
    void anUnknownTokenAndAWrongSecretAreAnsweredInTheSameWords() {
        String text = TokenText.write(TokenKind.CLIENT, minted.id(), "A".repeat(43));
        Presented guess = new Presented.Token(text);

        String forKnownId = refusal(desk(client(), token(null, null)).identify(guess, NOW));
        String forUnknownId = refusal(desk(client()).identify(guess, NOW));

        assertThat(forKnownId).isEqualTo(forUnknownId);
    }

    @Test
    void aSecretWhoseHashIsTheDummyIsNotAccepted() {
        assertThat(SecretHash.DUMMY.matches(minted.hash())).isFalse();
        assertThat(refusal(desk(client()).identify(shown, NOW))).contains("is not known here");
    }

    @Test
    void aDisabledClientIsToldHowToGetIn() {
        Client off = new Client(BOT, false, AddressList.ANYWHERE, DeskLimits.NONE, Collections.emptySortedMap());

        assertThat(refusal(desk(off, token(null, null)).identify(shown, NOW)))
                .isEqualTo("client bot1 is disabled; an admin can enable it: client enable bot1");
    }

    @Test
    void aTokenOfAClientThatIsGoneLetsNobodyIn() {
        Client other = new Client(
                new ClientId("bot2"), true, AddressList.ANYWHERE, DeskLimits.NONE, Collections.emptySortedMap());

        assertThat(refusal(desk(other, token(null, null)).identify(shown, NOW)))
                .isEqualTo("token " + minted.id() + " belongs to a client that is gone; ask for a new one");
    }

    @Test
    void nothingShownIsAnsweredWithWhatToShow() {
        assertThat(refusal(desk(client()).identify(new Presented.Nothing(), NOW)))
                .isEqualTo("no token: send Authorization: Bearer <token>, or the token as X-BAPI-API-KEY");
    }

    @Test
    void anOperatorsTokenIsNoClients() {
        TokenMint.Minted operators = mint.mint(TokenKind.OPERATOR, id -> false);

        assertThat(refusal(desk(client()).identify(new Presented.Token(operators.text()), NOW)))
                .isEqualTo("this is an operator's token (pco_), good at the admin listener only; bots need a client's"
                        + " (pcl_)");
    }

    @Test
    void aClientsTokenIsNoOperatorsEvenWhenTheNamesAreTheSame() {
        Desk desk = new Desk(
                Map.of(),
                Map.of(BOT, client()),
                Map.of(new OperatorName("bot1"), new Operator(new OperatorName("bot1"), Role.ADMIN, EARLIER)),
                Map.of(minted.id(), token(null, null)),
                List.of());
        String asOperator = "pco" + minted.text().substring(3, 58);
        String forged = TokenText.write(TokenKind.OPERATOR, minted.id(), asOperator.substring(15));

        assertThat(desk.identifyOperator(shown, NOW))
                .isEqualTo(new Identification.OfOperator.Refusal(new Rejection.Unauthenticated(
                        "this is a client's token (pcl_); the admin listener needs an operator's (pco_)")));
        assertThat(desk.identifyOperator(new Presented.Token(forged), NOW))
                .isEqualTo(new Identification.OfOperator.Refusal(new Rejection.Unauthenticated(
                        "token " + minted.id() + " is not known here; check that it is of this gate")));
    }

    @Test
    void anOperatorIsKnownByTheOwnToken() {
        TokenMint.Minted own = mint.mint(TokenKind.OPERATOR, id -> false);
        Operator ann = new Operator(new OperatorName("ann"), Role.VIEWER, EARLIER);
        Token token = new Token(
                own.id(),
                new Token.Holder(TokenKind.OPERATOR, "ann"),
                new Token.Life(EARLIER, null, null, null),
                null,
                own.hash());
        Desk desk = new Desk(Map.of(), Map.of(), Map.of(ann.name(), ann), Map.of(own.id(), token), List.of());

        assertThat(desk.identifyOperator(new Presented.Token(own.text()), NOW))
                .isEqualTo(new Identification.OfOperator.Known(ann, own.id()));
    }

    @Test
    void theOnlyGrantIsTheAccountThatIsMeant() {
        Grant only = grant(ALPHA, Scope.TRADE);
        Client client = client(only);

        assertThat(desk(client).admit(client, null, Scope.TRADE, HERE))
                .isEqualTo(new Admittance.Admitted(client, account(ALPHA, AddressList.ANYWHERE, true), only));
    }

    @Test
    void severalGrantsAreListedWhenNoAccountIsNamed() {
        Client client = client(grant(BETA, Scope.READ), grant(ALPHA, Scope.READ));

        Rejection rejection = refusal(desk(client).admit(client, null, Scope.READ, HERE));

        assertThat(rejection).isInstanceOf(Rejection.AccountUnclear.class);
        assertThat(((Rejection.AccountUnclear) rejection).choices()).containsExactly(ALPHA, BETA);
        assertThat(rejection.detail())
                .isEqualTo("which account? client bot1 has grants on alpha, beta; name one in the path"
                        + " (/accounts/alpha/v5/...), in X-Portcullis-Account or behind the token (TOKEN@alpha)");
    }

    @Test
    void aClientWithoutGrantsIsToldWhoGivesThem() {
        Client client = client();

        assertThat(refusal(desk(client).admit(client, null, Scope.READ, HERE)))
                .isEqualTo(new Rejection.NotGranted(
                        "client bot1 has no grant on any account; an admin gives one: client grant"
                                + " bot1 ACCOUNT --scopes read,trade"));
    }

    @Test
    void anAccountWithoutAGrantIsRefusedInTheSameWordsWhetherItExistsOrNot() {
        Client client = client(grant(ALPHA, Scope.READ));

        String existing =
                refusal(desk(client).admit(client, BETA, Scope.READ, HERE)).detail();
        String missing = refusal(desk(client).admit(client, new AccountId("nope"), Scope.READ, HERE))
                .detail();

        assertThat(existing).isEqualTo("client bot1 has no grant on account beta; it has grants on alpha");
        assertThat(missing).isEqualTo("client bot1 has no grant on account nope; it has grants on alpha");
    }

    @ParameterizedTest
    @CsvSource({
        "READ, READ, true",
        "READ, TRADE, false",
        "READ, CANCEL, false",
        "TRADE, TRADE, true",
        "TRADE, CANCEL, true",
        "TRADE, READ, false",
        "TRADE, CONFIGURE, false",
        "TRADE, STREAM, false",
        "CANCEL, CANCEL, true",
        "CANCEL, TRADE, false",
        "CONFIGURE, CONFIGURE, true",
        "STREAM, STREAM, true",
        "STREAM, READ, false"
    })
    void aScopeCoversItselfAndTradeCoversCancel(Scope granted, Scope wanted, boolean isAdmitted) {
        Client client = client(grant(ALPHA, granted));

        Admittance admittance = desk(client).admit(client, ALPHA, wanted, HERE);

        assertThat(admittance instanceof Admittance.Admitted).isEqualTo(isAdmitted);
        if (!isAdmitted) {
            assertThat(refusal(admittance))
                    .isEqualTo(new Rejection.NotGranted(
                            "client bot1 may " + granted.text() + " on account alpha, not " + wanted.text()));
        }
    }

    @Test
    void anAccountsAddressesBindWhoeverUsesIt() {
        Client client = client(grant(BETA, Scope.TRADE));

        assertThat(desk(client).admit(client, BETA, Scope.TRADE, new PeerAddress("10.9.8.7")))
                .isInstanceOf(Admittance.Admitted.class);
        assertThat(refusal(desk(client).admit(client, BETA, Scope.CANCEL, AWAY)))
                .isEqualTo(new Rejection.AddressNotAllowed(
                        "account beta may be used from 10.0.0.0/8, not from 203.0.113.9"));
    }

    @Test
    void aClientsAddressesBindItOnEveryAccount() {
        Client client = new Client(BOT, true, AddressList.LOOPBACK, DeskLimits.NONE, Collections.emptySortedMap())
                .with(Map.of(ALPHA, grant(ALPHA, Scope.TRADE)));

        assertThat(refusal(desk(client).admit(client, ALPHA, Scope.TRADE, AWAY)))
                .isEqualTo(new Rejection.AddressNotAllowed(
                        "client bot1 may call from 127.0.0.0/8,::1/128, not from 203.0.113.9"));
    }

    @Test
    void aWrongAddressLearnsNothingOfAccountsAndGrants() {
        Client client = new Client(BOT, true, AddressList.LOOPBACK, DeskLimits.NONE, Collections.emptySortedMap());

        assertThat(refusal(desk(client).admit(client, new AccountId("nope"), Scope.TRADE, AWAY)))
                .isInstanceOf(Rejection.AddressNotAllowed.class);
    }

    @Test
    void aDisabledAccountIsRefusedForCancelsToo() {
        Client client = client(grant(ALPHA, Scope.TRADE));
        Desk desk = new Desk(
                Map.of(ALPHA, account(ALPHA, AddressList.ANYWHERE, false)),
                Map.of(BOT, client),
                Map.of(),
                Map.of(),
                List.of());

        assertThat(refusal(desk.admit(client, ALPHA, Scope.CANCEL, HERE)))
                .isEqualTo(new Rejection.NotGranted(
                        "account alpha is disabled; an admin can enable it: account enable alpha"));
    }

    @Test
    void anAccountThatCannotBeReadIsDenied() {
        Client client = client(grant(ALPHA, Scope.TRADE));
        Desk desk = new Desk(Map.of(), Map.of(BOT, client), Map.of(), Map.of(), List.of("..."));

        assertThat(refusal(desk.admit(client, ALPHA, Scope.TRADE, HERE)))
                .isEqualTo(new Rejection.NotGranted("account alpha cannot be read from the store; see doctor"));
    }

    @Test
    void aCallStandsWhileAllThatLetItInDoes() {
        Client client = client(grant(ALPHA, Scope.TRADE));
        Desk desk = desk(client, token(NOW.plusSeconds(1), null));

        assertThat(standing(desk, Scope.TRADE, NOW)).isEmpty();
        assertThat(standing(desk, Scope.READ, NOW))
                .contains("the grant of read on account alpha was taken from client bot1");
        assertThat(standing(desk, Scope.TRADE, NOW.plusSeconds(1)))
                .contains("token " + minted.id() + " expired at 2026-11-25T10:00:01Z; ask for a new one");
        assertThat(standing(desk(client), Scope.TRADE, NOW)).contains("token " + minted.id() + " is gone");
        assertThat(standing(desk(client()), Scope.TRADE, NOW)).contains("token " + minted.id() + " is gone");
        assertThat(standing(desk(client(), token(null, null)), Scope.TRADE, NOW))
                .contains("the grant of trade on account alpha was taken from client bot1");
        assertThat(standing(desk(client, token(null, EARLIER)), Scope.TRADE, NOW))
                .contains("token " + minted.id() + " was revoked at 2026-11-25T09:00:00Z; ask for a new one");
    }

    private Optional<String> standing(Desk desk, Scope scope, Instant now) {
        return desk.whyNotStanding(minted.id(), BOT, ALPHA, scope, now);
    }

    @Test
    void aRoleIncludesTheOnesBelowIt() {
        assertThat(Role.ADMIN.includes(Role.VIEWER)).isTrue();
        assertThat(Role.OPERATOR.includes(Role.OPERATOR)).isTrue();
        assertThat(Role.VIEWER.includes(Role.OPERATOR)).isFalse();
        assertThat(Role.OPERATOR.includes(Role.ADMIN)).isFalse();
    }

    @Test
    void theTextFormOfADeskShowsNoSecret() {
        Desk desk = desk(client(), token(null, null));

        assertThat(desk.toString() + shown)
                .contains(minted.id().text())
                .doesNotContain(minted.text().substring(15, 30))
                .doesNotContain(java.util.HexFormat.of().formatHex(minted.hash().toStore()));
    }
}
