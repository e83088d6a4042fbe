package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.sandbox.journal.OrderEvent;
import dev.portcullis.sandbox.journal.ReceivedRequest;
import dev.portcullis.sandbox.limit.LimitPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JournalTest {
    private static final int RECORDS_MAX = 5;

    private final Path file = temporaryFile();

    @RegisterExtension
    final RunningSandbox running = RunningSandbox.with(
            settings -> settings.with(LimitPolicy.NONE).with(new SandboxSettings.Memory(RECORDS_MAX, file)));

    @Test
    void aRequestIsKeptAsItCame() {
        String body = "{ \"category\":\"linear\" , \"symbol\":\"BTCUSDT\",\"orderLinkId\":\"тест\"}";

        running.caller().post("/v5/order/cancel", body);

        ReceivedRequest request = running.sandbox().journal().requests().get(0);
        assertThat(request.body()).isEqualTo(body);
        assertThat(request.path()).isEqualTo("/v5/order/cancel");
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.receipt().uid()).isEqualTo(RunningSandbox.UID);
        assertThat(request.receipt().apiKey()).isEqualTo(RunningSandbox.API_KEY);
        assertThat(request.receipt().address()).isEqualTo("127.0.0.1");
        assertThat(request.signatureVerified()).isTrue();
        assertThat(request.headerNames()).anyMatch("X-BAPI-SIGN"::equalsIgnoreCase);
    }

    @Test
    void whatBecameOfAnOrderIsKeptStepByStep() {
        SignedCaller bot = running.caller();
        bot.create(OrderBody.limit("Buy", "0.010", "25000").linkId("steps"));
        bot.post(
                "/v5/order/amend",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"steps\",\"qty\":\"0.020\"}");
        bot.post("/v5/order/cancel", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"steps\"}");

        assertThat(running.sandbox().journal().events())
                .extracting(OrderEvent::kind)
                .containsExactly(OrderEvent.Kind.ACCEPTED, OrderEvent.Kind.AMENDED, OrderEvent.Kind.CANCELLED);
    }

    @Test
    void memoryIsBoundedButCountsAreExact() {
        for (int number = 0; number < 20; number++) {
            running.caller().create(OrderBody.limit("Buy", "0.010", "25000").linkId("n" + number));
        }

        assertThat(running.sandbox().journal().requests()).hasSize(RECORDS_MAX);
        assertThat(running.sandbox().journal().count("/v5/order/create")).isEqualTo(20);
        assertThat(running.sandbox().journal().createsReceived()).isEqualTo(20);
        assertThat(running.sandbox().journal().createsAccepted()).isEqualTo(20);
        assertThat(running.sandbox().journal().tally("n0").accepted()).isEqualTo(1);
        assertThat(running.sandbox().journal().tally("never").received()).isZero();
    }

    @Test
    void everyRecordGoesToTheFileAsALine() throws IOException {
        running.caller().create(OrderBody.limit("Buy", "0.010", "25000").linkId("filed"));

        await().atMost(Duration.ofSeconds(5))
                .until(() -> Files.readAllLines(file).size() == 2);
        List<String> lines = Files.readAllLines(file);
        JsonNode request = SignedCaller.JSON.readTree(lines.get(0));
        JsonNode event = SignedCaller.JSON.readTree(lines.get(1));
        assertThat(request.path("record").asText()).isEqualTo("request");
        assertThat(request.path("body").asText()).contains("filed");
        assertThat(event.path("kind").asText()).isEqualTo("accepted");
        assertThat(String.join("", lines)).doesNotContain(RunningSandbox.SECRET);
    }

    private static Path temporaryFile() {
        try {
            Path file = Files.createTempFile("sandbox-journal", ".jsonl");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
