package dev.portcullis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.alert.AlertKind;
import dev.portcullis.alert.AlertTime;
import dev.portcullis.alert.Alerts;
import dev.portcullis.alert.StandingAlert;
import dev.portcullis.identity.RefusalCounts;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which addresses of a token are new, and how many refusals are many. */
final class CallerAlertsTest {
    private static final ClientId BOT = new ClientId("bot1");
    private static final TokenId TOKEN = new TokenId("wk5xo3hfb9");
    private static final int MANY = 10;

    private final AlertTime time = new AlertTime(() -> Instant.EPOCH, (delayNanos, task) -> () -> {}, Runnable::run);
    private final Alerts alerts = new Alerts(time, Duration.ofHours(1), List.of());
    private long nowNanos = Duration.ofHours(1).toNanos();
    private final CallerAlerts callers = new CallerAlerts(alerts, () -> nowNanos, MANY);

    private void from(String address) {
        callers.came(BOT, TOKEN, new PeerAddress(address));
    }

    private List<String> subjects(AlertKind kind) {
        return alerts.standing().stream()
                .filter(alert -> alert.kind() == kind)
                .map(StandingAlert::subject)
                .toList();
    }

    @Test
    void theFirstAddressIsATokensOwnAndEveryOtherIsNewOnce() {
        from("10.0.0.1");
        from("10.0.0.1");
        assertThat(alerts.standing()).isEmpty();

        from("10.0.0.2");
        from("10.0.0.2");

        assertThat(subjects(AlertKind.TOKEN_NEW_ADDRESS)).containsExactly("wk5xo3hfb9 from 10.0.0.2");
        alerts.clear(AlertKind.TOKEN_NEW_ADDRESS, "wk5xo3hfb9 from 10.0.0.2");
        from("10.0.0.2");
        from("10.0.0.1");
        assertThat(alerts.standing()).isEmpty();
    }

    @Test
    void anotherTokenHasItsOwnAddresses() {
        from("10.0.0.1");
        callers.came(BOT, new TokenId("another123"), new PeerAddress("10.0.0.2"));

        assertThat(alerts.standing()).isEmpty();
    }

    @Test
    void addressesOfOneIpv6NetworkAreOne() {
        from("2001:db8:0:1::1");
        from("2001:db8:0:1:ffff::2");
        assertThat(alerts.standing()).isEmpty();

        from("2001:db8:0:2::1");

        assertThat(subjects(AlertKind.TOKEN_NEW_ADDRESS)).containsExactly("wk5xo3hfb9 from 2001:db8:0:2::1");
    }

    @Test
    void manyRefusalsWithinAMinuteStandUntilTheMinuteWasQuiet() {
        for (int i = 0; i < MANY - 1; i++) {
            callers.refused(BOT, new Rejection.NotGranted("no"));
        }
        callers.look();
        assertThat(alerts.standing()).isEmpty();

        callers.refused(BOT, new Rejection.NotGranted("no"));
        callers.look();
        assertThat(subjects(AlertKind.REFUSAL_BURST)).containsExactly("client bot1");

        nowNanos += Duration.ofSeconds(65).toNanos();
        callers.look();
        assertThat(alerts.standing()).isEmpty();
    }

    @Test
    void fewRefusalsEachMinuteNeverAddUp() {
        for (int minute = 0; minute < 60; minute++) {
            for (int i = 0; i < MANY / 2; i++) {
                callers.refused(BOT, new Rejection.NotGranted("no"));
            }
            callers.look();
            nowNanos += Duration.ofMinutes(1).toNanos();
        }

        assertThat(alerts.standing()).isEmpty();
    }

    @Test
    void strangersOfManyNetworksAreCountedWithinBounds() {
        for (int i = 0; i < 100_000; i++) {
            callers.strangers(new RefusalCounts.Burst("10." + i / 256 + "." + i % 256 + ".0/24", "so", 1, 0, 0));
        }
        callers.look();

        assertThat(subjects(AlertKind.REFUSAL_BURST)).containsExactly("strangers from elsewhere");
    }
}
