package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.identity.DeskResult.Done;
import dev.portcullis.identity.DeskResult.Reason;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.Presented;
import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.model.Scope;
import dev.portcullis.model.TokenId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Clients that are known by certificates or by their own sockets, and tokens that work with a certificate only. */
class CertificatesTest extends RegistryFixture {
    private static final PublicKeyHash KEY = new PublicKeyHash("ab".repeat(32));
    private static final PublicKeyHash OTHER_KEY = new PublicKeyHash("cd".repeat(32));
    private static final ClientId OTHER_BOT = new ClientId("bot2");

    private static ClientCertificate certificate(ClientId client) {
        return new ClientCertificate(KEY, client, "CN=bot1", Instant.parse("2027-11-25T10:00:00Z"));
    }

    private Identification identify(Presented presented) {
        return registry.identify(presented);
    }

    private static String refusal(Identification who) {
        return ((Identification.Refusal) who).rejection().detail();
    }

    @Test
    void aCertificateLetsItsClientInUntilItIsRemoved() throws Exception {
        botWithToken();
        assertThat(refusal(identify(new Presented.Certificate(KEY))))
                .contains("certabababababab", "client cert add CLIENT");

        ClientCertificate added = done(registry.addCertificate(certificate(BOT)));

        Identification who = identify(new Presented.Certificate(KEY));
        assertThat(((Identification.Known) who).client().id()).isEqualTo(BOT);
        assertThat(((Identification.Known) who).token()).isEqualTo(added.id());
        assertThat(get(reopened(store)).desk().certificates()).containsOnlyKeys(KEY);
        assertThat(registry.stillStands(added.id(), BOT, ALPHA, Scope.TRADE)).isEmpty();
        assertThat(registry.stillStands(added.id(), OTHER_BOT, ALPHA, Scope.TRADE))
                .isPresent();

        done(registry.removeCertificate(BOT, added.id()));

        assertThat(identify(new Presented.Certificate(KEY))).isInstanceOf(Identification.Refusal.class);
        assertThat(registry.stillStands(added.id(), BOT, ALPHA, Scope.TRADE))
                .contains("certificate certabababababab is gone");
    }

    @Test
    void oneKeyIsOneClients() throws Exception {
        botWithToken();
        done(registry.addClient(OTHER_BOT, NONE_GIVEN, DeskLimits.NONE));
        done(registry.addCertificate(certificate(BOT)));

        assertThat(refused(registry.addCertificate(certificate(OTHER_BOT))))
                .matches(refused -> refused.reason() == Reason.CONFLICT)
                .matches(refused -> refused.message().contains("client cert remove bot1 certabababababab"));
        assertThat(((Done<ClientCertificate>) get(registry.addCertificate(certificate(BOT)))).notes())
                .containsExactly("client bot1 is known by this key already");
        assertThat(refused(registry.addCertificate(certificate(new ClientId("nobody"))))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refused(registry.removeCertificate(OTHER_BOT, KEY.publicId()))
                        .message())
                .isEqualTo("client bot2 has no certificate certabababababab; it has none at all");
        assertThat(refused(registry.removeCertificate(BOT, new TokenId("cert0123456789ab")))
                        .message())
                .endsWith("it has certabababababab");
    }

    @Test
    void aRemovedClientsCertificateGoesWithIt() throws Exception {
        botWithToken();
        done(registry.addCertificate(certificate(BOT)));

        done(registry.removeClient(BOT));
        done(registry.addClient(BOT, NONE_GIVEN, DeskLimits.NONE));

        assertThat(identify(new Presented.Certificate(KEY))).isInstanceOf(Identification.Refusal.class);
    }

    @Test
    void aDisabledClientsCertificateAndSocketLetNobodyIn() throws Exception {
        botWithToken();
        done(registry.addCertificate(certificate(BOT)));
        TokenId socket = Presented.Socket.PUBLIC_ID;
        assertThat(((Identification.Known) identify(new Presented.Socket(BOT))).token())
                .isEqualTo(socket);
        assertThat(registry.stillStands(socket, BOT, ALPHA, Scope.TRADE)).isEmpty();

        done(registry.disableClient(BOT));

        assertThat(refusal(identify(new Presented.Certificate(KEY)))).startsWith("client bot1 is disabled");
        assertThat(refusal(identify(new Presented.Socket(BOT)))).startsWith("client bot1 is disabled");
        assertThat(registry.stillStands(socket, BOT, ALPHA, Scope.TRADE)).contains("client bot1 was disabled");
        assertThat(refusal(identify(new Presented.Socket(OTHER_BOT)))).contains("belongs to a client that is gone");
    }

    @Test
    void aBoundTokenNeedsItsCertificateAlsoAfterARestartAndWhenItIsRevoked() throws Exception {
        botWithToken();
        IssuedToken bound = done(registry.issueToken(BOT, Duration.ofDays(1), KEY, ANN));

        Registry second = get(reopened(store));

        assertThat(second.identify(new Presented.Token(bound.reveal(), KEY))).isInstanceOf(Identification.Known.class);
        assertThat(refusal(second.identify(new Presented.Token(bound.reveal()))))
                .isEqualTo("token " + bound.id() + " works only together with the client certificate certabababababab"
                        + " it is bound to, and this connection shows no client certificate; connect by TLS with that"
                        + " certificate");
        assertThat(refusal(second.identify(new Presented.Token(bound.reveal(), OTHER_KEY))))
                .contains("this connection shows certcdcdcdcdcdcd");
        assertThat(done(second.revokeToken(bound.id())).boundTo()).isEqualTo(KEY);
    }

    @Test
    void aTokenIsNotBoundToAnotherClientsCertificate() throws Exception {
        botWithToken();
        done(registry.addClient(OTHER_BOT, NONE_GIVEN, DeskLimits.NONE));
        done(registry.addCertificate(certificate(OTHER_BOT)));

        assertThat(refused(registry.issueToken(BOT, Duration.ofDays(1), KEY, ANN))
                        .message())
                .contains("this certificate is client bot2's");
    }
}
