package dev.portcullis.gate;

import dev.portcullis.config.Settings;
import dev.portcullis.door.DoorRefusals;
import dev.portcullis.door.EnvironmentOf;
import dev.portcullis.door.Ids;
import dev.portcullis.door.v1.ReadRoutes;
import dev.portcullis.door.v1.V1Door;
import dev.portcullis.identity.PublicAccess;
import dev.portcullis.pipeline.OrderPath;

/** Builds the V1 door out of what the gate has. */
record NormalizedDoor(Inside inside, Outside outside, OrderPath path, Ids ids) {
    V1Door build(EnvironmentOf environmentOf, DoorRefusals refusals) {
        Ground ground = inside.ground();
        Settings.PublicReads publicReads = ground.settings().current().doors().publicReads();
        return V1Door.of(
                new V1Door.Parts(path, path.knownOrders(), inside.registry(), ids, environmentOf, refusals),
                new ReadRoutes.Sources(
                        new PublicAccess(publicReads.cidrs(), publicReads.environment()),
                        outside.clocks()::of,
                        new AccountWindows(outside.budgets(), inside.credentials(), ground::environments),
                        new Vitality(inside, outside, path),
                        new ReadRoutes.Time(
                                ground.time().wallClock(), ground.time().nanoTicker())));
    }
}
