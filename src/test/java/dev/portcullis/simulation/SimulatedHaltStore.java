package dev.portcullis.simulation;

import dev.portcullis.risk.Halt;
import dev.portcullis.risk.HaltScope;
import dev.portcullis.risk.HaltStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps halts over the crashes of a world; a change counts when its delay is over, unless the gate died before. */
final class SimulatedHaltStore implements HaltStore {
    private final World world;
    private final Dice dice;
    private final Map<HaltScope, Halt> saved = new LinkedHashMap<>();

    SimulatedHaltStore(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    @Override
    public Future<List<Halt>> all() {
        return Future.succeededFuture(List.copyOf(saved.values()));
    }

    @Override
    public Future<Void> put(Halt halt) {
        return later(() -> saved.put(halt.scope(), halt));
    }

    @Override
    public Future<Void> remove(HaltScope scope) {
        return later(() -> saved.remove(scope));
    }

    private Future<Void> later(Runnable change) {
        Promise<Void> done = Promise.promise();
        world.gate().orElseThrow().life().after(dice.millis(0, 200), () -> {
            change.run();
            done.complete();
        });
        return done.future();
    }
}
