package dev.portcullis.simulation;

import dev.portcullis.model.ClientId;
import dev.portcullis.model.Symbol;
import dev.portcullis.risk.HaltMode;
import dev.portcullis.risk.HaltScope;
import java.util.List;

/** Halts, resumes and revokes, and remembers since when that must hold. */
final class SimulatedOperator {
    private static final List<HaltScope> SCOPES = List.of(
            HaltScope.EVERYTHING,
            HaltScope.of(Furniture.ALPHA),
            HaltScope.of(Furniture.BOTS.get(0)),
            HaltScope.of(new Symbol("BTCUSDT")));

    private final World world;
    private final Dice dice;

    SimulatedOperator(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    /** Plans what they will do in the next {@code overMillis}. */
    void plan(int overMillis) {
        if (dice.oneIn(2)) {
            world.time().after(dice.millis(0, overMillis), this::halt);
        }
        if (dice.oneIn(10)) {
            world.time().after(dice.millis(0, overMillis), () -> revoke(dice.pick(Furniture.BOTS)));
        }
    }

    private void halt() {
        HaltScope scope = dice.pick(SCOPES);
        HaltMode mode = dice.pick(List.of(HaltMode.values()));
        world.gate().ifPresent(gate -> {
            world.trace().line("operator", "halts " + scope.inWords() + " to " + mode.text());
            var saved = gate.halt(scope, mode);
            Runnable outlives = world.judge().standing().halted(scope, mode);
            saved.onSuccess(done -> outlives.run());
            world.time().after(dice.millis(100, 1_500), () -> resume(scope));
        });
    }

    private void resume(HaltScope scope) {
        world.gate().ifPresent(gate -> {
            world.trace().line("operator", "resumes " + scope.inWords());
            world.judge().standing().resumes(scope);
            gate.resume(scope);
        });
    }

    private void revoke(ClientId bot) {
        world.gate().ifPresent(gate -> {
            world.trace().line("operator", "revokes the token of " + bot);
            gate.revoke(bot).onSuccess(done -> world.judge().standing().revoked(bot));
        });
    }
}
