package dev.portcullis.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Reply;
import dev.portcullis.model.RequestId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ClockKeeperTest {
    private static final EnvironmentId TESTNET = new EnvironmentId("testnet");
    private static final EnvironmentId DEMO = new EnvironmentId("demo");
    private static final Reply UNREACHABLE = new Reply.NotWritten("no connection to api-testnet.bybit.com");

    private final AtomicLong nanos = new AtomicLong();
    private final ExchangeClocks clocks = new ExchangeClocks(nanos::get);
    private final FakeTimers timers = new FakeTimers();
    private final List<Departure> asked = new ArrayList<>();
    private final OwnReads reads = new OwnReads(() -> new RequestId("request-1"), nanos::get, Runnable::run);
    private Reply reply = new Reply.Answered(AnswerHead.ok(), Buffer.buffer("{}"));
    private boolean answersTeachTheClock = true;

    private final ClockKeeper keeper =
            new ClockKeeper(this::answer, clocks, (environment, request) -> request.get(), reads, timers);

    @Test
    void aClockIsAskedForAtOnceWithAPublicRead() {
        Future<Void> kept = keeper.keep(TESTNET);

        assertThat(kept.succeeded()).isTrue();
        Departure.Route route = asked.get(0).route();
        assertThat(route.endpoint()).hasToString("GET /v5/market/time");
        assertThat(route.kind()).isEqualTo(EndpointKind.PUBLIC_READ);
        assertThat(route.credential()).isNull();
    }

    @Test
    void aTrustedClockIsAskedForEveryTenSeconds() {
        keeper.keep(TESTNET);

        assertThat(Duration.ofNanos(timers.runNext())).isEqualTo(Duration.ofSeconds(10));
        assertThat(Duration.ofNanos(timers.runNext())).isEqualTo(Duration.ofSeconds(10));
        assertThat(asked).hasSize(3);
    }

    @Test
    void anUnknownTimeIsAskedForEachSecondAndTheReasonIsTold() {
        answersTeachTheClock = false;
        reply = UNREACHABLE;

        Future<Void> kept = keeper.keep(TESTNET);

        assertThat(kept.cause()).hasMessageContaining("testnet").hasMessageContaining("no connection to");
        assertThat(Duration.ofNanos(timers.runNext())).isEqualTo(Duration.ofSeconds(1));
        answersTeachTheClock = true;
        assertThat(Duration.ofNanos(timers.runNext())).isEqualTo(Duration.ofSeconds(1));
        assertThat(Duration.ofNanos(timers.runNext())).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aStatusThatIsNoSuccessIsNamed() {
        answersTeachTheClock = false;
        reply = new Reply.Answered(new AnswerHead(403, List.of()), Buffer.buffer("<html>"));

        assertThat(keeper.keep(TESTNET).cause()).hasMessageContaining("HTTP status 403");
    }

    @Test
    void withoutRoomInTheBudgetItIsAskedAgainLater() {
        List<Supplier<Future<Reply>>> refused = new ArrayList<>();
        ClockKeeper crowded = new ClockKeeper(
                this::answer,
                clocks,
                (environment, request) -> {
                    refused.add(request);
                    return Future.failedFuture("the address has no room");
                },
                reads,
                timers);

        assertThat(crowded.keep(TESTNET).failed()).isTrue();
        assertThat(asked).isEmpty();
        assertThat(refused).hasSize(1);
        assertThat(Duration.ofNanos(timers.runNext())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void keepingAClockTwiceAsksOnce() {
        keeper.keep(TESTNET);
        keeper.keep(TESTNET);

        assertThat(asked).hasSize(1);
        assertThat(timers.waiting).hasSize(1);
    }

    @Test
    void aStoppedClockIsAskedForNoLonger() {
        keeper.keep(TESTNET);
        keeper.keep(DEMO);

        keeper.stop(TESTNET);
        assertThat(timers.waiting).hasSize(1);
        keeper.stopAll();

        assertThat(timers.waiting).isEmpty();
    }

    private Future<Reply> answer(Departure departure) {
        asked.add(departure);
        if (answersTeachTheClock) {
            long sent = nanos.get();
            long received = nanos.addAndGet(1_000_000);
            clocks.of(departure.route().environment())
                    .sample(sent, received, 1_700_000_000_000L + received / 1_000_000);
        }
        return Future.succeededFuture(reply);
    }
}
