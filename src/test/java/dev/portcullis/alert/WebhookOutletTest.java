package dev.portcullis.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A webhook gets every notice in order, a few tries each, and a broken one costs a bounded queue and one log line. */
final class WebhookOutletTest {
    private final FakeTime time = new FakeTime();
    private final AtomicInteger lost = new AtomicInteger();
    private final List<JsonObject> posted = new ArrayList<>();
    private final Queue<Future<Integer>> answers = new ArrayDeque<>();
    private final WebhookOutlet outlet =
            new WebhookOutlet(this::post, "desk-1", time.alertTime(), time, lost::incrementAndGet);

    private Future<Integer> post(JsonObject body) {
        posted.add(body);
        return answers.isEmpty() ? Future.succeededFuture(200) : answers.remove();
    }

    private static AlertNotice notice(String subject) {
        return new AlertNotice(
                AlertKind.KEY_UNHEALTHY,
                subject,
                "Bybit says no",
                Instant.parse("2026-11-25T10:00:00Z"),
                AlertState.RAISED,
                false);
    }

    private List<String> subjects() {
        return posted.stream().map(body -> body.getString("subject")).toList();
    }

    @Test
    void theBodySaysAllThatAReceiverNeeds() {
        outlet.tell(notice("alpha/main"));

        assertThat(posted.get(0))
                .isEqualTo(new JsonObject()
                        .put("gate", "desk-1")
                        .put("kind", "key-unhealthy")
                        .put("severity", "critical")
                        .put("subject", "alpha/main")
                        .put("text", "Bybit says no")
                        .put("since", "2026-11-25T10:00:00Z")
                        .put("state", "raised")
                        .put("remedy", AlertKind.KEY_UNHEALTHY.remedy())
                        .put("runbook", "docs/alerts.md#key-unhealthy")
                        .put("test", false));
    }

    @Test
    void threeTriesWithAGrowingPauseAndThenTheNextOne() {
        answers.addAll(List.of(
                Future.succeededFuture(500),
                Future.failedFuture(new WebhookFailure("it is down")),
                Future.succeededFuture(503)));
        outlet.tell(notice("first"));
        outlet.tell(notice("second"));

        assertThat(subjects()).containsExactly("first");
        time.pass(Duration.ofMillis(999));
        assertThat(subjects()).hasSize(1);
        time.pass(Duration.ofMillis(1));
        assertThat(subjects()).hasSize(2);
        time.pass(Duration.ofSeconds(4));

        assertThat(subjects()).containsExactly("first", "first", "first", "second");
        assertThat(lost).hasValue(1);
    }

    @Test
    void aTryThatWorksIsTheLast() {
        answers.add(Future.succeededFuture(502));
        outlet.tell(notice("first"));
        time.pass(Duration.ofMinutes(1));

        assertThat(subjects()).containsExactly("first", "first");
        assertThat(lost).hasValue(0);
    }

    @Test
    void oneThatNeverAnswersHoldsABoundedQueueBack() {
        Promise<Integer> never = Promise.promise();
        answers.add(never.future());
        for (int i = 0; i < WebhookOutlet.WAITING_MAX + 11; i++) {
            outlet.tell(notice("n" + i));
        }

        assertThat(posted).hasSize(1);
        assertThat(lost).hasValue(10);
        never.complete(204);

        assertThat(posted).hasSize(WebhookOutlet.WAITING_MAX + 1);
        assertThat(subjects()).startsWith("n0", "n1", "n2").endsWith("n" + WebhookOutlet.WAITING_MAX);
    }

    @Test
    void aTestIsTriedOnceAndSaysWhatCameOfIt() {
        answers.addAll(List.of(
                Future.succeededFuture(403),
                Future.failedFuture(new IllegalStateException("POST https://host/secret-path")),
                Future.succeededFuture(204)));

        assertThat(outlet.test(notice("test")).result())
                .isEqualTo(new OutletReport(
                        "webhook", false, "it answered HTTP 403; check the token in alerts.webhook.token-file"));
        assertThat(outlet.test(notice("test")).result().words())
                .contains("IllegalStateException")
                .doesNotContain("secret-path");
        assertThat(outlet.test(notice("test")).result()).isEqualTo(new OutletReport("webhook", true, "204 in 0 ms"));
        assertThat(posted).hasSize(3);
    }
}
