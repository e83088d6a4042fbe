package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Presented;
import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.model.RequestId;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;

/** Which of several ways to say who one is counts. */
class ShowingTest {
    private static final PublicKeyHash KEY = new PublicKeyHash("ab".repeat(32));
    private static final Presented CERTIFICATE = new Presented.Certificate(KEY);
    private static final Presented SOCKET = new Presented.Socket(new ClientId("bot1"));

    private static Showing showing(Presented proof, String... headers) {
        MultiMap all = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        RawRequest request = new RawRequest(
                new RequestId("request-1"),
                HttpMethod.POST,
                "/v5/order/create",
                "",
                all,
                Buffer.buffer("{}"),
                new RawRequest.Arrival(new PeerAddress("127.0.0.1"), 0, Runnable::run, proof));
        return Showing.of(request, null);
    }

    @Test
    void aTokenCountsBeforeACertificateAndTakesItAlong() {
        assertThat(showing(CERTIFICATE, "Authorization", "Bearer a", "X-BAPI-API-KEY", "b")
                        .presented())
                .isEqualTo(new Presented.Token("a", KEY));
        assertThat(showing(CERTIFICATE, "X-BAPI-API-KEY", "b@alpha").presented())
                .isEqualTo(new Presented.Token("b", KEY));
    }

    @Test
    void withoutATokenTheCertificateCounts() {
        assertThat(showing(CERTIFICATE).presented()).isEqualTo(CERTIFICATE);
        assertThat(showing(CERTIFICATE, "X-BAPI-API-KEY", "")).isEqualTo(new Showing(CERTIFICATE, null));
        assertThat(showing(CERTIFICATE, "X-BAPI-API-KEY", "@alpha"))
                .isEqualTo(new Showing(CERTIFICATE, new AccountId("alpha")));
    }

    @Test
    void behindASocketNothingElseCountsButTheAccount() {
        assertThat(showing(SOCKET, "Authorization", "Basic x", "X-BAPI-API-KEY", "dummy@alpha"))
                .isEqualTo(new Showing(SOCKET, new AccountId("alpha")));
    }
}
