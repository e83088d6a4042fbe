package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.Scope;
import io.vertx.core.buffer.Buffer;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who signed, by whose clock, and at which moment that is judged. */
class SignedCallersTest extends RegistryFixture {
    private static final String QUERY = "category=linear";

    private IssuedToken issued;

    @BeforeEach
    void addSigner() throws Exception {
        done(registry.addAccount(ALPHA, TESTNET, NONE_GIVEN));
        done(registry.addSignedClient(BOT, NONE_GIVEN, DeskLimits.NONE));
        done(registry.grant(grant(Scope.READ)));
        issued = done(registry.issueToken(BOT, null, ANN));
    }

    private Presented.Signature signed(long timestamp, long arrivedNanos) {
        String apiKey = issued.apiKey().orElseThrow();
        return new Presented.Signature(
                issued.id(),
                apiKey,
                FakeSigningSecrets.sign(issued.reveal(), timestamp + apiKey + "5000" + QUERY),
                Long.toString(timestamp),
                "5000",
                Buffer.buffer(QUERY),
                "/v5/order/realtime",
                new Presented.Signature.Arrival(new RequestId("request-1"), arrivedNanos));
    }

    private Identification at(long timestamp) {
        return registry.identify(signed(timestamp, nanos()));
    }

    private long wallMillis() {
        return now.get().toEpochMilli();
    }

    private static void assertLate(Identification who) {
        assertThat(who)
                .isInstanceOfSatisfying(
                        Identification.Refusal.class,
                        refusal -> assertThat(refusal.rejection()).isInstanceOf(Rejection.OutsideWindow.class));
    }

    @Test
    void theWindowIsBybitsHalfOpenOne() {
        assertThat(at(wallMillis() - 5_000)).isInstanceOf(Identification.Known.class);
        assertLate(at(wallMillis() - 5_001));
        assertThat(at(wallMillis() + 999)).isInstanceOf(Identification.Known.class);
        assertLate(at(wallMillis() + 1_000));
    }

    @Test
    void timestampsAreHeldAgainstTheExchangesTimeForSdksSetTheirClockByIt() {
        exchangeMillis = OptionalLong.of(wallMillis() + 60_000);

        assertThat(at(wallMillis() + 60_000)).isInstanceOf(Identification.Known.class);
        assertLate(at(wallMillis()));
    }

    @Test
    void aLongRequestIsJudgedByWhenItCame() {
        Presented.Signature shown = signed(wallMillis(), nanos());
        now.set(now.get().plusSeconds(90));

        assertThat(registry.identify(shown)).isInstanceOf(Identification.Known.class);
        assertThat(registry.identified(shown)).map(Client::id).contains(BOT);
        assertLate(registry.identify(signed(wallMillis() - 90_000, nanos())));
    }

    @Test
    void onlyWhoSignedWellIsToldOfTheTime() {
        Presented.Signature good = signed(wallMillis() - TimeUnit.MINUTES.toMillis(1), nanos());
        Presented.Signature bad = new Presented.Signature(
                good.id(),
                good.apiKey(),
                "0".repeat(64),
                good.timestampMillis(),
                good.recvWindowMillis(),
                good.payload(),
                good.readPath(),
                good.arrival());

        assertLate(registry.identify(good));
        assertThat(((Identification.Refusal) registry.identify(bad)).rejection())
                .isInstanceOf(Rejection.BadSignature.class);
    }

    @Test
    void aBearerTokenNeverNamesASignedClient() {
        String asToken = TokenText.write(TokenKind.CLIENT, issued.id(), issued.reveal());

        assertThat(registry.identify(new Presented.Token(asToken))).isInstanceOf(Identification.Refusal.class);
    }
}
