package dev.portcullis.sandbox;

import dev.portcullis.sandbox.control.ControlDoor;
import dev.portcullis.sandbox.control.Listening;
import dev.portcullis.sandbox.door.RestDoor;
import dev.portcullis.sandbox.door.RestListener;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Both doors, served by one event loop. */
final class Doors extends VerticleBase implements Listening {
    private final RestListener rest;
    private final RestListener control;

    Doors(Vertx vertx, SandboxSettings.Sockets sockets, Parts parts) {
        RestDoor restDoor = new RestDoor(vertx, parts.desk());
        ControlDoor controlDoor = new ControlDoor(parts.levers(this));
        this.rest = new RestListener(vertx, sockets.host(), sockets.restPort(), restDoor::handle);
        this.control = new RestListener(vertx, sockets.host(), sockets.controlPort(), controlDoor::handle);
    }

    String restUrl() {
        return rest.url();
    }

    String controlUrl() {
        return control.url();
    }

    @Override
    public Future<?> start() {
        return rest.open().compose(open -> control.open());
    }

    @Override
    public Future<?> stop() {
        return rest.close().eventually(control::close);
    }

    @Override
    public Future<Void> interrupt() {
        return onLoop(rest::close);
    }

    @Override
    public Future<Void> resume() {
        return onLoop(rest::open);
    }

    /** A server belongs to the event loop that opened it, so it is always the same one. */
    private Future<Void> onLoop(Supplier<Future<Void>> step) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(now -> step.get().onComplete(done));
        return done.future();
    }
}
