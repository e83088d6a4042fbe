package dev.portcullis.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Symbol;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HaltsTest {
    private static final AccountId ALPHA = new AccountId("alpha");
    private static final AccountId BETA = new AccountId("beta");
    private static final ClientId BOT1 = new ClientId("bot1");
    private static final ClientId BOT2 = new ClientId("bot2");
    private static final Symbol BTC = new Symbol("BTCUSDT");
    private static final Symbol ETH = new Symbol("ETHUSDT");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T03:00:00Z"));

    private final FakeHaltStore store = new FakeHaltStore();
    private final Halts halts = Halts.load(store, CLOCK).result();

    @ParameterizedTest
    @EnumSource(EndpointKind.class)
    void withoutAHaltEverythingPasses(EndpointKind kind) {
        assertThat(halts.check(BOT1, ALPHA, BTC, kind, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLIC_READ, true, true, true, true",
        "READ, true, true, true, true",
        "PRE_CHECK, true, true, true, true",
        "CANCEL, true, true, true, true",
        "CANCEL_ALL, true, true, true, true",
        "CANCEL_BATCH, true, true, true, true",
        "CREATE, false, true, false, false",
        "CREATE_BATCH, false, true, false, false",
        "AMEND, false, false, false, false",
        "AMEND_BATCH, false, false, false, false",
        "CONFIGURE, false, false, false, false"
    })
    void eachModeLetsPassWhatItSays(
            EndpointKind kind,
            boolean reduceOnly,
            boolean reduceOnlyFlagged,
            boolean cancelOnly,
            boolean cancelFlagged) {
        assertThat(HaltMode.REDUCE_ONLY.lets(kind, false)).isEqualTo(reduceOnly);
        assertThat(HaltMode.REDUCE_ONLY.lets(kind, true)).isEqualTo(reduceOnlyFlagged);
        assertThat(HaltMode.CANCEL_ONLY.lets(kind, false)).isEqualTo(cancelOnly);
        assertThat(HaltMode.CANCEL_ONLY.lets(kind, true)).isEqualTo(cancelFlagged);
    }

    @Test
    void aHaltOfEverythingStopsEveryone() {
        halt(HaltScope.EVERYTHING);

        assertThat(passes(BOT1, ALPHA, BTC)).isFalse();
        assertThat(passes(BOT2, BETA, null)).isFalse();
    }

    @Test
    void aHaltOfAnAccountStopsEveryClientThereAndNobodyElsewhere() {
        halt(HaltScope.of(ALPHA));

        assertThat(passes(BOT1, ALPHA, BTC)).isFalse();
        assertThat(passes(BOT2, ALPHA, BTC)).isFalse();
        assertThat(passes(BOT1, BETA, BTC)).isTrue();
    }

    @Test
    void aHaltOfAClientStopsItEverywhere() {
        halt(HaltScope.of(BOT1));

        assertThat(passes(BOT1, ALPHA, BTC)).isFalse();
        assertThat(passes(BOT1, BETA, null)).isFalse();
        assertThat(passes(BOT2, ALPHA, BTC)).isTrue();
    }

    @Test
    void aHaltOfASymbolStopsThatSymbolOnly() {
        halt(HaltScope.of(BTC));

        assertThat(passes(BOT1, ALPHA, BTC)).isFalse();
        assertThat(passes(BOT1, ALPHA, ETH)).isTrue();
        assertThat(passes(BOT1, ALPHA, null)).isTrue();
    }

    @Test
    void aNarrowHaltStopsOnlyWhatFitsEveryPart() {
        halt(new HaltScope(ALPHA, BOT1, BTC));

        assertThat(passes(BOT1, ALPHA, BTC)).isFalse();
        assertThat(passes(BOT2, ALPHA, BTC)).isTrue();
        assertThat(passes(BOT1, BETA, BTC)).isTrue();
        assertThat(passes(BOT1, ALPHA, ETH)).isTrue();
    }

    @Test
    void theRefusalSaysWhoHaltedWhatAndHowItEnds() {
        halts.set(new HaltScope(ALPHA, BOT1, BTC), HaltMode.CANCEL_ONLY, "dana", "fat finger");

        assertThat(halts.check(BOT1, ALPHA, BTC, EndpointKind.CREATE, false)
                        .orElseThrow()
                        .detail())
                .isEqualTo("client bot1 in BTCUSDT on account alpha is halted, cancel-only, by operator dana since"
                        + " 2026-11-25T03:00:00Z (fat finger); it ends with: portcullis resume --account alpha"
                        + " --client bot1 --symbol BTCUSDT");
    }

    @Test
    void theStrictestHaltThatFitsIsTheOneThatIsTold() {
        halts.set(HaltScope.EVERYTHING, HaltMode.REDUCE_ONLY, "dana", "");
        halts.set(HaltScope.of(ALPHA), HaltMode.CANCEL_ONLY, "eli", "");

        assertThat(halts.check(BOT1, ALPHA, BTC, EndpointKind.CREATE, false)
                        .orElseThrow()
                        .detail())
                .startsWith("account alpha is halted, cancel-only, by operator eli");
        assertThat(halts.check(BOT1, ALPHA, BTC, EndpointKind.CREATE, true)).isPresent();
        assertThat(halts.check(BOT1, BETA, BTC, EndpointKind.CREATE, true)).isEmpty();
    }

    @Test
    void aHaltCountsBeforeItIsSaved() {
        store.holdsBack = true;

        Future<Halt> saved = halts.set(HaltScope.of(ALPHA), HaltMode.CANCEL_ONLY, "dana", "");

        assertThat(passes(BOT1, ALPHA, BTC)).isFalse();
        assertThat(saved.isComplete()).isFalse();
        store.heldBack.get(0).complete();
        assertThat(saved.succeeded()).isTrue();
    }

    @Test
    void aHaltThatCannotBeSavedStandsAndSaysThatItIsNotSaved() {
        store.fails = true;

        Future<Halt> saved = halts.set(HaltScope.of(ALPHA), HaltMode.CANCEL_ONLY, "dana", "");

        assertThat(saved.cause()).hasMessage("the disk is gone");
        assertThat(passes(BOT1, ALPHA, BTC)).isFalse();
    }

    @Test
    void aLiftedHaltCountsUntilThatIsSaved() {
        halt(HaltScope.of(ALPHA));
        store.holdsBack = true;

        Future<Optional<Halt>> lifted = halts.lift(HaltScope.of(ALPHA));

        assertThat(passes(BOT1, ALPHA, BTC)).isFalse();
        store.heldBack.get(0).complete();
        assertThat(passes(BOT1, ALPHA, BTC)).isTrue();
        assertThat(lifted.result()).map(Halt::operator).contains("dana");
        assertThat(store.saved).isEmpty();
    }

    @Test
    void aHaltThatCannotBeLiftedInTheStoreStands() {
        halt(HaltScope.of(ALPHA));
        store.fails = true;

        assertThat(halts.lift(HaltScope.of(ALPHA)).failed()).isTrue();
        assertThat(passes(BOT1, ALPHA, BTC)).isFalse();

        store.fails = false;
        assertThat(halts.lift(HaltScope.of(ALPHA)).succeeded()).isTrue();
        assertThat(passes(BOT1, ALPHA, BTC)).isTrue();
    }

    @Test
    void aHaltSetWhileAnEarlierOneIsBeingLiftedStaysInMemoryAndInTheStore() {
        halt(HaltScope.of(ALPHA));
        store.holdsBack = true;
        Future<Optional<Halt>> lifted = halts.lift(HaltScope.of(ALPHA));
        Future<Halt> again = halts.set(HaltScope.of(ALPHA), HaltMode.REDUCE_ONLY, "eli", "");

        store.heldBack.get(0).complete();
        store.heldBack.get(1).complete();

        assertThat(lifted.result()).isEmpty();
        assertThat(again.succeeded()).isTrue();
        assertThat(passes(BOT1, ALPHA, BTC)).isFalse();
        assertThat(store.saved.get(HaltScope.of(ALPHA)).operator()).isEqualTo("eli");
    }

    @Test
    void liftingTouchesNoOtherScope() {
        halt(HaltScope.EVERYTHING);
        halt(HaltScope.of(ALPHA));

        assertThat(halts.lift(HaltScope.of(BETA)).result()).isEmpty();
        halts.lift(HaltScope.EVERYTHING);

        assertThat(passes(BOT1, ALPHA, BTC)).isFalse();
        assertThat(passes(BOT1, BETA, BTC)).isTrue();
        assertThat(halts.standing()).extracting(Halt::scope).containsExactly(HaltScope.of(ALPHA));
    }

    @Test
    void haltsOutliveTheProcess() {
        halt(HaltScope.of(ALPHA));

        Halts afterRestart = Halts.load(store, CLOCK).result();

        assertThat(afterRestart.check(BOT1, ALPHA, BTC, EndpointKind.CREATE, false))
                .isPresent();
    }

    @Test
    void withoutTheSavedHaltsThereAreNone() {
        store.fails = true;

        assertThat(Halts.load(store, CLOCK).failed()).isTrue();
    }

    @Test
    void whoeverKeepsALineHearsOfEachNewHalt() {
        List<Halt> heard = new ArrayList<>();
        halts.whenHalted(heard::add);

        halt(HaltScope.of(ALPHA));
        halts.lift(HaltScope.of(ALPHA));

        assertThat(heard).extracting(Halt::scope).containsExactly(HaltScope.of(ALPHA));
        assertThat(heard.get(0).scope().covers(BOT1, ALPHA, BTC)).isTrue();
    }

    private void halt(HaltScope scope) {
        assertThat(halts.set(scope, HaltMode.CANCEL_ONLY, "dana", "").succeeded())
                .isTrue();
    }

    private boolean passes(ClientId client, AccountId account, Symbol symbol) {
        return halts.check(client, account, symbol, EndpointKind.CREATE, false).isEmpty();
    }
}
