package dev.portcullis.gate;

import dev.portcullis.admin.StoreAdmin;
import dev.portcullis.credential.KekPlace;
import dev.portcullis.credential.KekRotation;
import io.vertx.core.Future;

/** Seals the store anew while neither keys nor clients are changed; orders are signed meanwhile. */
final class StoreSeals implements StoreAdmin.Seals {
    private final Inside inside;

    StoreSeals(Inside inside) {
        this.inside = inside;
    }

    @Override
    public KekPlace configured() {
        return masterKeys().configured();
    }

    @Override
    public Future<KekRotation.Rotated> rotate(KekPlace place) {
        Ground ground = inside.ground();
        KekRotation rotation =
                new KekRotation(ground.desk().store(), masterKeys().ring(), ground.random(), masterKeys()::remember);
        return inside.registry().whileNothingChanges(() -> inside.credentials().rotateKek(rotation, place));
    }

    @Override
    public Future<Void> accept() {
        return inside.credentials().acceptRows();
    }

    private MasterKeyHouse masterKeys() {
        return inside.ground().desk().masterKeys();
    }
}
