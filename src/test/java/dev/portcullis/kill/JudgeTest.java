package dev.portcullis.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.kill.BotOrder.Change;
import dev.portcullis.kill.BotOrder.Create;
import dev.portcullis.kill.BotOrder.Door;
import dev.portcullis.kill.BotOrder.Plan;
import dev.portcullis.kill.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge finds every kind of broken promise, and nothing where all is well. */
final class JudgeTest {
    private static final Judge.Truth NOTHING = new Judge.Truth(0, 0, 0, List.of());
    private static final Judge.Truth RESTS = new Judge.Truth(1, 1, 0, List.of("20000.00"));
    private static final Judge.Truth ENDED = new Judge.Truth(1, 1, 0, List.of());

    @Test
    void whatWasToldAsItIsBreaksNoPromise() {
        assertThat(kinds(order(Plan.LEAVE, Create.PLACED, Change.NONE), RESTS)).isEmpty();
        assertThat(kinds(order(Plan.LEAVE, Create.NOT_PLACED, Change.NONE), NOTHING))
                .isEmpty();
        assertThat(kinds(order(Plan.CANCEL, Create.PLACED, Change.CANCELLED), ENDED))
                .isEmpty();
        assertThat(kinds(order(Plan.FILL, Create.PLACED, Change.NONE), ENDED)).isEmpty();
        assertThat(kinds(order(Plan.GIVE_UP, Create.UNKNOWN, Change.CANCELLED), NOTHING))
                .isEmpty();
        assertThat(kinds(order(Plan.AMEND, Create.PLACED, Change.AMENDED), at("21000")))
                .isEmpty();
    }

    @Test
    void anOrderThatWasToldPlacedAndIsNotThereIsLost() {
        assertThat(kinds(order(Plan.LEAVE, Create.PLACED, Change.NONE), NOTHING))
                .containsExactly(Kind.LOST);
        assertThat(kinds(order(Plan.LEAVE, Create.PLACED, Change.NONE), ENDED)).containsExactly(Kind.LOST);
    }

    @Test
    void twoAcceptedOrTwoAliveUnderOneKeyAreDoubled() {
        BotOrder order = order(Plan.CANCEL, Create.PLACED, Change.CANCELLED);

        assertThat(kinds(order, new Judge.Truth(2, 2, 1, List.of()))).containsExactly(Kind.DOUBLED);
        assertThat(kinds(order(Plan.LEAVE, Create.PLACED, Change.NONE), at("20000", "20000")))
                .contains(Kind.DOUBLED);
    }

    @Test
    void aSecondCreateNeedsAProofThatTheFirstWasRefused() {
        BotOrder order = order(Plan.LEAVE, Create.PLACED, Change.NONE);

        assertThat(kinds(order, new Judge.Truth(2, 1, 0, List.of("20000")))).containsExactly(Kind.DOUBLED);
        assertThat(kinds(order, new Judge.Truth(2, 1, 1, List.of("20000")))).isEmpty();
    }

    @Test
    void oneKeyUnderTwoIdsIsDoubled() {
        BotOrder order = order(Plan.LEAVE, Create.PLACED, Change.NONE);
        order.named("another");

        assertThat(kinds(order, RESTS)).containsExactly(Kind.DOUBLED);
    }

    @Test
    void whatWasToldAbsentOrCancelledAndLivesIsWrong() {
        assertThat(kinds(order(Plan.LEAVE, Create.NOT_PLACED, Change.NONE), RESTS))
                .containsExactly(Kind.WRONG);
        assertThat(kinds(order(Plan.CANCEL, Create.PLACED, Change.CANCELLED), RESTS))
                .containsExactly(Kind.WRONG);
        assertThat(kinds(order(Plan.GIVE_UP, Create.UNKNOWN, Change.CANCELLED), RESTS))
                .containsExactly(Kind.WRONG);
    }

    @Test
    void aGoodOrderThatIsRefusedIsWrong() {
        assertThat(kinds(order(Plan.LEAVE, Create.REFUSED, Change.NONE), NOTHING))
                .containsExactly(Kind.WRONG);
        assertThat(kinds(order(Plan.AMEND, Create.PLACED, Change.REFUSED), RESTS))
                .containsExactly(Kind.WRONG);
    }

    @Test
    void anAmendedOrderMustHaveItsNewPrice() {
        assertThat(kinds(order(Plan.AMEND, Create.PLACED, Change.AMENDED), RESTS))
                .containsExactly(Kind.WRONG);
    }

    @Test
    void whatNeverBecameCertainIsUnresolved() {
        assertThat(kinds(order(Plan.LEAVE, Create.UNKNOWN, Change.NONE), RESTS)).containsExactly(Kind.UNRESOLVED);
        assertThat(kinds(order(Plan.CANCEL, Create.PLACED, Change.UNKNOWN), RESTS))
                .containsExactly(Kind.UNRESOLVED);
    }

    @Test
    void aKeyForWhichNoOrderWasEverNamedIsUnresolved() {
        BotOrder order = new BotOrder("key", Door.V1, Plan.LEAVE, true);

        assertThat(order.orderLinkIds()).isEmpty();
        assertThat(Judge.judgeUnnamed(order)).singleElement().satisfies(violation -> {
            assertThat(violation.kind()).isEqualTo(Kind.UNRESOLVED);
            assertThat(violation.words()).contains("key");
        });
    }

    private static Judge.Truth at(String... prices) {
        return new Judge.Truth(1, 1, 0, List.of(prices));
    }

    private static BotOrder order(Plan plan, Create create, Change change) {
        BotOrder order = new BotOrder("key", Door.V5, plan, true);
        order.told(create);
        order.told(change);
        return order;
    }

    private static List<Kind> kinds(BotOrder order, Judge.Truth truth) {
        return Judge.judge(order, "key", truth).stream().map(Violation::kind).toList();
    }
}
