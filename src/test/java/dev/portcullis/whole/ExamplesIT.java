package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.HttpAnswer;
import dev.portcullis.sandbox.fault.SideEffect;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every bot of {@code docs/examples} trades through a whole gate, and meets everything that can become of an order. An
 * example whose runtime is not there is skipped and named.
 */
final class ExamplesIT {
    private static final String CREATE = "/v5/order/create";
    private static final int REFUSED = 1;
    private static final int NOT_PLACED = 4;
    private static final Duration CLOSED = Duration.ofMillis(3_500);

    @TempDir
    static Path folder;

    private static RunningGate house;
    private static String token;

    @TempDir
    Path work;

    private int creates;

    @BeforeAll
    static void openAHouseWhoseFenceIsShort() throws Exception {
        house = RunningGate.limited(folder, "reconcile: { recvWindow: 1s, settle: 1s }");
        house.bot("bot1", "read", "trade");
        token = house.token("bot1");
    }

    @AfterAll
    static void closeTheHouse() {
        house.close();
    }

    @BeforeEach
    void countWhatCameSoFar() {
        creates = house.sandbox().journal().createsAccepted();
    }

    @AfterEach
    void mendTheExchange() {
        house.sandbox().faults().clear();
    }

    private ExampleRun start(Example example) throws Exception {
        example.whyNotHere().ifPresent(why -> assumeTrue(false, example + " is skipped: " + why));
        return ExampleRun.start(example, work, house.gate().dataUrl(), token);
    }

    private int placed() {
        return house.sandbox().journal().createsAccepted() - creates;
    }

    private static void script(Fault fault, Dose dose) {
        house.sandbox().faults().script(FaultMatch.path(CREATE), fault, dose);
    }

    @ParameterizedTest
    @EnumSource(Example.class)
    void itPlacesOneOrder(Example example) throws Exception {
        try (ExampleRun run = start(example)) {
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output()).contains("placed:");
            assertThat(placed()).isEqualTo(1);
            assertThat(run.state()).doesNotExist();
        }
    }

    @ParameterizedTest
    @EnumSource(Example.class)
    void aRefusalIsNotRepeated(Example example) throws Exception {
        script(new Fault.RetCodeInstead(SideEffect.NONE, 110007, "ab not enough for new order"), Dose.once());
        try (ExampleRun run = start(example)) {
            assertThat(run.exitCode()).as(run.output()).isEqualTo(REFUSED);
            assertThat(run.output()).contains("refused", "ab not enough for new order");
            assertThat(placed()).isZero();
            assertThat(run.state()).doesNotExist();
        }
    }

    @ParameterizedTest
    @EnumSource(Example.class)
    void aFullBudgetIsWaitedOutAsLongAsTheGateSays(Example example) throws Exception {
        // Given: the exchange turns the order away and closes its window, for longer than an order may wait in the gate
        script(tooManyVisits(System.currentTimeMillis() + CLOSED.toMillis()), Dose.once());

        try (ExampleRun run = start(example)) {
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output()).contains(example.saysThatItIsRateLimited());
            assertThat(placed()).isEqualTo(1);
        }
    }

    private static Fault tooManyVisits(long resetMillis) {
        return new Fault.AnswerInstead(
                SideEffect.NONE,
                new HttpAnswer(
                        200,
                        Map.of(
                                "Content-Type",
                                HttpAnswer.JSON,
                                "X-Bapi-Limit",
                                "10",
                                "X-Bapi-Limit-Status",
                                "0",
                                "X-Bapi-Limit-Reset-Timestamp",
                                Long.toString(resetMillis)),
                        Buffer.buffer("{\"retCode\":10006,\"retMsg\":\"Too many visits!\",\"result\":{},"
                                + "\"retExtInfo\":{},\"time\":" + System.currentTimeMillis() + "}")));
    }

    @ParameterizedTest
    @EnumSource(Example.class)
    void whatWasNotSentIsSentAgain(Example example) throws Exception {
        RunningGate.get(house.sandbox().listening().interrupt());
        try (ExampleRun run = start(example)) {
            run.awaitOutput("not sent");
            RunningGate.get(house.sandbox().listening().resume());

            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(placed()).isEqualTo(1);
        } finally {
            RunningGate.get(house.sandbox().listening().resume());
        }
    }

    @ParameterizedTest
    @EnumSource(Example.class)
    void anUnknownOrderIsAskedForAndNeverDoubled(Example example) throws Exception {
        script(new Fault.Reset(SideEffect.EXECUTED), Dose.once());
        try (ExampleRun run = start(example)) {
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output()).contains("unknown", "placed:");
            assertThat(placed()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Example.class)
    void anUnknownOrderThatNeverArrivedIsProvenNotPlaced(Example example) throws Exception {
        script(new Fault.Reset(SideEffect.NONE), Dose.once());
        try (ExampleRun run = start(example)) {
            assertThat(run.exitCode()).as(run.output()).isEqualTo(NOT_PLACED);
            assertThat(run.output()).contains("unknown", "not placed, and that is proven");
            assertThat(placed()).isZero();
            assertThat(run.state()).doesNotExist();
        }
    }

    @ParameterizedTest
    @EnumSource(Example.class)
    void aBotThatWasKilledSettlesItsOrderByTheSameKeyWhenItRunsAgain(Example example) throws Exception {
        script(new Fault.Reset(SideEffect.EXECUTED), Dose.once());
        try (ExampleRun killed = start(example)) {
            killed.awaitOutput("unknown");
            killed.kill();
            assertThat(killed.state()).exists();
        }
        try (ExampleRun again = start(example)) {
            assertThat(again.exitCode()).as(again.output()).isZero();
            assertThat(again.output()).contains("an earlier run", "placed:");
            assertThat(placed()).isEqualTo(1);
            assertThat(Files.exists(again.state())).isFalse();
        }
    }
}
