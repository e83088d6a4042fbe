package dev.portcullis.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.BusinessLine;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Verb;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MetersTest {
    private static final EndpointId CREATE = new EndpointId(Verb.POST, "/v5/order/create");
    private static final AccountId ALPHA = new AccountId("alpha");

    private final Meters meters = new Meters();

    enum CodeClass {
        OK,
        NOT_FOUND
    }

    @Test
    void everyNameThatDashboardsRelyOnIsThere() {
        touchEverything();

        Set<String> families = meters.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.substring("# TYPE ".length(), line.lastIndexOf(' ')))
                .collect(Collectors.toSet());

        assertThat(families)
                .contains(
                        "portcullis_calls_total",
                        "portcullis_stage_duration_seconds",
                        "portcullis_order_duration_seconds",
                        "portcullis_exchange_responses_total",
                        "portcullis_budget_limit_per_second",
                        "portcullis_budget_used_ratio",
                        "portcullis_queue_waiting",
                        "portcullis_queue_wait_seconds",
                        "portcullis_orders_unresolved",
                        "portcullis_credential_expiry_timestamp_seconds",
                        "portcullis_clock_offset_seconds",
                        "portcullis_ledger_sync_duration_seconds",
                        "portcullis_stream_up",
                        "portcullis_egress_banned",
                        "portcullis_alerts",
                        "portcullis_alerts_raised_total",
                        "portcullis_alerts_not_delivered_total",
                        "portcullis_build_info");
    }

    @Test
    void callsAreCountedByDoorRouteClientAndOutcome() {
        meters.call(DoorName.V5, CREATE, new ClientId("bot1"), CallEnd.NOT_SENT);
        meters.call(DoorName.V5, CREATE, new ClientId("bot1"), CallEnd.NOT_SENT);
        meters.call(DoorName.V5, null, null, CallEnd.REFUSED);

        assertThat(meters.scrape())
                .contains("portcullis_calls_total{client=\"bot1\",door=\"v5\",outcome=\"not_sent\","
                        + "route=\"/v5/order/create\"} 2.0")
                .contains("portcullis_calls_total{client=\"(none)\",door=\"v5\",outcome=\"refused\","
                        + "route=\"unmatched\"} 1.0");
    }

    @Test
    void eachStageHasAHistogramFromTheStart() {
        meters.stage(StageName.ALLOW_LIST, 200_000);

        String text = meters.scrape();
        for (StageName stage : StageName.values()) {
            assertThat(text)
                    .contains("portcullis_stage_duration_seconds_bucket{stage=\"" + stage.label() + "\",le=\"+Inf\"}");
        }
        assertThat(text)
                .contains("portcullis_stage_duration_seconds_bucket{stage=\"allow-list\",le=\"1.0E-4\"} 0")
                .contains("portcullis_stage_duration_seconds_bucket{stage=\"allow-list\",le=\"2.5E-4\"} 1");
    }

    @Test
    void everyOutcomeHasItsOwnEnd() {
        meters.order(DoorName.V1, new Outcome.Unknown("no answer"), 1_000_000);
        meters.order(DoorName.V1, new Outcome.Acked(Optional.empty()), 1_000_000);

        assertThat(meters.scrape())
                .contains("portcullis_order_duration_seconds_count{door=\"v1\",outcome=\"unknown\"} 1")
                .contains("portcullis_order_duration_seconds_count{door=\"v1\",outcome=\"acked\"} 1");
    }

    @Test
    void answersAreCountedByClassOfCode() {
        meters.exchangeResponse(ALPHA, CREATE, CodeClass.NOT_FOUND);

        assertThat(meters.scrape())
                .contains("portcullis_exchange_responses_total{account=\"alpha\",code_class=\"not_found\","
                        + "endpoint=\"/v5/order/create\"} 1.0");
    }

    @Test
    void followedGaugesAreReadAtEachScrape() {
        AtomicInteger waiting = new AtomicInteger(3);
        meters.queueWaiting(CodeClass.OK, waiting::get);
        assertThat(meters.scrape()).contains("portcullis_queue_waiting{class=\"ok\"} 3.0");

        waiting.set(4);

        assertThat(meters.scrape()).contains("portcullis_queue_waiting{class=\"ok\"} 4.0");
    }

    @Test
    void aLaterSourceReplacesAnEarlierOne() {
        meters.budget(ALPHA, CREATE, BusinessLine.SPOT, 20, () -> 0.25);
        meters.budget(ALPHA, CREATE, BusinessLine.SPOT, 40, () -> 0.5);

        assertThat(meters.scrape())
                .contains("portcullis_budget_limit_per_second{account=\"alpha\",endpoint=\"/v5/order/create\","
                        + "line=\"spot\"} 40.0")
                .contains("portcullis_budget_used_ratio{account=\"alpha\",endpoint=\"/v5/order/create\","
                        + "line=\"spot\"} 0.5");
    }

    @Test
    void aRevokedKeyIsShownNoLonger() {
        meters.credentialExpiry(ALPHA, "first", 1_800_000_000L);
        meters.credentialExpiry(ALPHA, "second", 1_900_000_000L);

        meters.credentialWithoutExpiry(ALPHA, "first");

        assertThat(meters.scrape())
                .doesNotContain("label=\"first\"")
                .contains("portcullis_credential_expiry_timestamp_seconds{account=\"alpha\",label=\"second\"} 1.9E9");
    }

    @Test
    void aRemovedAccountLeavesNoGaugeBehind() {
        touchEverything();

        meters.accountGone(ALPHA);

        assertThat(meters.scrape().lines().filter(line -> line.contains("account=\"alpha\"")))
                .allMatch(line -> line.startsWith("portcullis_exchange_responses_total"));
    }

    @Test
    void whoListensHearsEveryStageThatIsTimed() {
        Map<StageName, Long> heard = new EnumMap<>(StageName.class);
        meters.listenToStages(heard::put);

        meters.stage(StageName.INTENT, 300_000);

        assertThat(heard).containsOnly(Map.entry(StageName.INTENT, 300_000L));
        assertThat(meters.scrape()).contains("portcullis_stage_duration_seconds_count{stage=\"intent\"} 1");
    }

    private void touchEverything() {
        meters.call(DoorName.V5, CREATE, new ClientId("bot1"), CallEnd.ACKED);
        meters.order(DoorName.V5, new Outcome.Rejected(110007), 5_000_000);
        meters.exchangeResponse(ALPHA, CREATE, CodeClass.OK);
        meters.budget(ALPHA, CREATE, null, 10, () -> 0);
        meters.queueWaiting(CodeClass.OK, () -> 0);
        meters.queueWait(1);
        meters.ordersUnresolved(ALPHA, () -> 0);
        meters.credentialExpiry(ALPHA, "main", 1_800_000_000L);
        meters.clockOffset(new EnvironmentId("testnet"), () -> 0.001);
        meters.ledgerSync(300_000);
        meters.streamUp(ALPHA, true);
        meters.alertsStanding("key-unhealthy", () -> 1);
        meters.alertsRaised("key-unhealthy", 1);
        meters.build("0.1.0");
    }
}
