package dev.portcullis.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The simulation is proven: a gate that is built wrong in one place does not get through, and for that very reason. */
@Tag("once")
class FaultsAreNoticedTest {
    /** What a green simulation covers ten times over. */
    private static final int SEEDS_MAX = 500;

    private static final String[] PLACED_AND_DENIED = {
        "was not proven refused", "but its bot was told", "exists, but the gate says Optional.empty"
    };
    private static final String[] PLACED_AND_FORGOTTEN = {
        "was not proven refused", "placed already", "exists, but the gate says Optional.empty"
    };
    private static final String[] PLACED_AND_PROVEN_ABSENT = {
        "exists, but the gate says Optional[NotPlaced", "a bot was told that it was not placed"
    };

    private static final Furniture FURNITURE = new Furniture();

    @Test
    void aReplyBeforeTheSyncIsNoticed() {
        noticed(WrongLedgers.confirmingBeforeTheSync(), "before its intent was durable");
    }

    @Test
    void aMissingSyncIsNoticed() {
        noticed(WrongLedgers.withoutSync(), "before its intent was durable");
    }

    @Test
    void aSecondSyncAfterAFailureIsNoticed() {
        noticed(WrongLedgers.syncingAgain(), "synced again after a failure");
    }

    @Test
    void aTornTailThatStaysIsNoticed() {
        noticed(WrongLedgers.keepingATornTail(), "the gate does not start", "the ledger does not verify");
    }

    @Test
    void anIndexLostOnRestartIsNoticed() {
        noticed(WrongLedgers.forgettingThePast(), PLACED_AND_FORGOTTEN);
    }

    @Test
    void anOrderThatMemoryHasLetGoOfAndNobodyLooksForIsNoticed() {
        noticed(WrongLedgers.findingNothingOfLongAgo(), PLACED_AND_FORGOTTEN);
    }

    @Test
    void anOpenCreateForgottenOnRestartIsNoticed() {
        noticed(WrongLedgers.forgettingWhatWasOpen(), PLACED_AND_FORGOTTEN);
    }

    @Test
    void aRetryAfterATimeoutIsNoticed() {
        noticed(WrongTravels.sendingAgainAfterATimeout(), PLACED_AND_FORGOTTEN);
    }

    @Test
    void aTimeoutTakenForNotSentIsNoticed() {
        noticed(WrongTravels.takingATimeoutForNotSent(), PLACED_AND_DENIED);
    }

    @Test
    void anAmbiguousCodeTakenForANoIsNoticed() {
        noticed(WrongTravels.takingAnAmbiguousCodeForANo(), PLACED_AND_DENIED);
    }

    @Test
    void aDuplicateTakenForANoIsNoticed() {
        noticed(WrongTravels.takingADuplicateForANo(), PLACED_AND_DENIED);
    }

    @Test
    void anHttpErrorTakenForANoIsNoticed() {
        noticed(WrongTravels.takingAnHttpErrorForANo(), PLACED_AND_DENIED);
    }

    @Test
    void garbageTakenForANoIsNoticed() {
        noticed(WrongTravels.takingGarbageForANo(), PLACED_AND_DENIED);
    }

    @Test
    void anAnswerAboutAnotherOrderTakenForTheOwnIsNoticed() {
        noticed(WrongTravels.takingAnothersAnswer(), "which is not so", "does not exist, but the gate says");
    }

    @Test
    void aHaltThatIsNotAskedForAtTheDepartureIsNoticed() {
        noticed(WrongTravels.askingTooEarlyWhetherItMayLeave(), "is halted", "was revoked");
    }

    @Test
    void aDepartureAfterTheDeadlineIsNoticed() {
        noticed(WrongTravels.leavingAfterTheDeadline(), "after its deadline");
    }

    @Test
    void aLookIntoTheHistoryAloneIsNoticed() {
        noticed(WrongTravels.lookingOnlyIntoTheHistory(), PLACED_AND_PROVEN_ABSENT);
    }

    @Test
    void aLookAtOpenOrdersAloneIsNoticed() {
        noticed(WrongTravels.lookingOnlyAtOpenOrders(), PLACED_AND_PROVEN_ABSENT);
    }

    @Test
    void aSkippedFenceIsNoticed() {
        noticed(WrongTravels.skippingTheFence(), PLACED_AND_PROVEN_ABSENT);
    }

    @Test
    void aFenceWithoutTimeToSettleIsNoticed() {
        noticed(WrongDesks.withoutTimeToSettle(), PLACED_AND_PROVEN_ABSENT);
    }

    @Test
    void aFailedLookTakenForNothingIsNoticed() {
        noticed(WrongTravels.takingAFailedLookForNothing(), PLACED_AND_PROVEN_ABSENT);
    }

    @Test
    void anAccountThatTakesOrdersBeforeItsPastIsSettledIsNoticed() {
        noticed(WrongDesks.withoutRecovery(), "was written while the account was closed");
    }

    @Test
    void missingIdempotencyIsNoticed() {
        noticed(WrongDesks.withoutIdempotency(), "was not proven refused");
    }

    @Test
    void anotherClientsOrderAdoptedIsNoticed() {
        noticed(WrongDesks.adoptingAnothersOrder(), "which is not so");
    }

    @Test
    void anotherBodyAnsweredWithTheFirstOrderIsNoticed() {
        noticed(WrongDesks.replayingAnotherBody(), "which is not so");
    }

    @Test
    void anUnknownOutcomeToldAsNotSentIsNoticed() {
        noticed(WrongDesks.tellingUnknownAsNotSent(), "but its bot was told");
    }

    @Test
    void aCancelThatIsNotPursuedIsNoticed() {
        noticed(WrongDesks.withoutPursuit(), "after its create was told that it does not");
    }

    @Test
    void aSlotGivenBackTooEarlyIsNoticed() {
        noticed(WrongDesks.givingSlotsBackTooEarly(), "within a second");
    }

    private static void noticed(Fault fault, String... reasons) {
        List<String> violations = new ArrayList<>();
        for (long seed = 0; violations.isEmpty() && seed < SEEDS_MAX; seed++) {
            violations.addAll(new World(seed, FURNITURE, fault).run().violations());
        }
        assertThat(violations).as("violations within %d seeds", SEEDS_MAX).isNotEmpty();
        assertThat(violations.get(0)).containsAnyOf(reasons);
    }
}
