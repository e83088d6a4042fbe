package dev.portcullis.gate;

import dev.portcullis.admin.KeyRadar;
import dev.portcullis.admin.RetiringKeys;
import dev.portcullis.pipeline.OrderPath;

/** What is done for the keys once a second: one is asked about, and replaced ones are wiped. */
record KeyCare(KeyRadar radar, RetiringKeys retiring) {
    static KeyCare of(Inside inside, Outside outside, OrderPath path, KeyEvents events) {
        Ground ground = inside.ground();
        return new KeyCare(
                new KeyRadar(
                        inside.credentials(),
                        outside.inquiry(),
                        outside.health(),
                        inside.ledger().writer(),
                        ground.time().wallClock(),
                        events::known),
                new RetiringKeys(
                        inside.credentials(),
                        path::unresolved,
                        inside.ledger().writer(),
                        () -> ground.settings().current().keys().overlap(),
                        ground.time().wallClock()));
    }

    void wipeReplaced() {
        retiring.round();
    }

    /** Not while Bybit has banned this address: then nothing leaves at all. */
    void askAboutOne() {
        radar.round();
    }
}
