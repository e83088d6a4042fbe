package dev.portcullis.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.Category;
import dev.portcullis.model.RequestId;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class KeyInquiryTest {
    private static final String FACTS = """
            {"retCode":0,"retMsg":"","result":{"id":"13770661","note":"desk","apiKey":"KEY1","readOnly":0,"secret":"",
            "permissions":{"ContractTrade":["Order","Position"],"Spot":["SpotTrade"],"Wallet":[]},"ips":["1.2.3.4"],
            "type":1,"deadlineDay":-2,"expiredAt":"1970-01-01T00:00:00Z","unified":0,"uta":1,"userID":24617703,
            "inviterID":0,"vipLevel":"No VIP","mktMakerLevel":"0","affiliateID":0,"rsaPublicKey":"","isMaster":true,
            "parentUid":"0"},"retExtInfo":{},"time":1700000000123}""";

    @Test
    void aKeyThatWorksShowsItsFacts() throws Exception {
        try (FakeExchange fake = answering(200, FACTS);
                Bench bench = bench(fake.port())) {
            KeyVerdict verdict = ask(bench);

            assertThat(verdict).isInstanceOf(KeyVerdict.Works.class);
            assertThat(((KeyVerdict.Works) verdict).facts().uid()).isEqualTo("24617703");
            assertThat(((KeyVerdict.Works) verdict).facts().canTrade(Category.LINEAR))
                    .isTrue();
        }
    }

    @Test
    void theTimeIsAskedFirstAndSignedWith() throws Exception {
        try (FakeExchange fake = answering(200, FACTS);
                Bench bench = bench(fake.port())) {
            ask(bench);

            assertThat(fake.received())
                    .extracting(FakeExchange.Received::requestLine)
                    .containsExactly("GET /v5/market/time HTTP/1.1", "GET /v5/user/query-api HTTP/1.1");
            assertThat(fake.received().get(0).head()).doesNotContain("X-BAPI");
            assertThat(fake.received().get(1).header("X-BAPI-SIGN")).isEqualTo("sign-1");
            assertThat(bench.signer.signed.get(0).timestampMs()).isBetween(1_699_999_999_000L, 1_700_000_010_000L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10003, site of desk",
        "10004, the secret that was shown",
        "10010, public address",
        "33004, make a new key",
        "-2015, make a new key",
        "10002, network",
        "10006, wait a second",
        "424242, documentation"
    })
    void aRefusalNamesItsCauseAndWhatHelps(int retCode, String remedy) throws Exception {
        String body = "{\"retCode\":" + retCode + ",\"retMsg\":\"origin_string[SECRET]\",\"result\":{}}";
        try (FakeExchange fake = answering(200, body);
                Bench bench = bench(fake.port())) {
            KeyVerdict verdict = ask(bench);

            assertThat(verdict).isInstanceOf(KeyVerdict.Refused.class);
            KeyVerdict.Refused refused = (KeyVerdict.Refused) verdict;
            assertThat(refused.retCode()).isEqualTo(retCode);
            assertThat(refused.cause()).contains(Integer.toString(retCode)).doesNotContain("SECRET");
            assertThat(refused.remedy()).contains(remedy);
        }
    }

    @ParameterizedTest
    @CsvSource({"401, own site", "403, address is refused", "502, check the network"})
    void aStatusWithoutBybitsWordsIsNoVerdict(int status, String remedy) throws Exception {
        try (FakeExchange fake = answering(status, "<html>");
                Bench bench = bench(fake.port())) {
            KeyVerdict verdict = ask(bench);

            assertThat(verdict).isInstanceOf(KeyVerdict.Unanswered.class);
            assertThat(((KeyVerdict.Unanswered) verdict).cause()).contains("HTTP status " + status);
            assertThat(((KeyVerdict.Unanswered) verdict).remedy()).contains(remedy);
        }
    }

    @Test
    void anAnswerWithoutFactsIsNoVerdict() throws Exception {
        try (FakeExchange fake = answering(200, "{\"retCode\":0,\"result\":{}}");
                Bench bench = bench(fake.port())) {
            assertThat(ask(bench)).isInstanceOf(KeyVerdict.Unanswered.class);
        }
    }

    @Test
    void anExchangeThatCannotBeReachedIsNamedAndNothingIsSigned() throws Exception {
        int port;
        try (FakeExchange gone = FakeExchange.answering("")) {
            port = gone.port();
        }
        try (Bench bench = bench(port)) {
            KeyVerdict verdict = ask(bench);

            assertThat(verdict).isInstanceOf(KeyVerdict.Unanswered.class);
            assertThat(((KeyVerdict.Unanswered) verdict).cause())
                    .contains("desk could not be asked")
                    .contains("does not accept connections");
            assertThat(bench.signer.signed).isEmpty();
        }
    }

    private static FakeExchange answering(int status, String body) throws Exception {
        return new FakeExchange((line, request) -> {
            if (request.requestLine().contains("/v5/market/time")) {
                line.answer(FakeExchange.okAt(1_700_000_000_000L));
            } else {
                line.answer(status, "", body);
            }
        });
    }

    private static Bench bench(int port) {
        return Bench.at(URI.create("http://127.0.0.1:" + port), new FakeSigner(), UnaryOperator.identity());
    }

    private static KeyVerdict ask(Bench bench) {
        OwnReads reads = new OwnReads(
                () -> new RequestId("request-1"), System::nanoTime, task -> bench.loop.runOnContext(now -> task.run()));
        return Bench.wait(new KeyInquiry(bench.exchange, reads).about(bench.signer, Bench.DESK));
    }
}
