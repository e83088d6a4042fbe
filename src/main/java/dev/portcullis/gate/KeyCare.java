package dev.portcullis.gate;

import dev.portcullis.admin.AskingPace;
import dev.portcullis.admin.CompromisedKeys;
import dev.portcullis.admin.KeyQuestions;
import dev.portcullis.admin.KeyRadar;
import dev.portcullis.admin.RetiringKeys;
import dev.portcullis.bybit.AddressLimit;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.pipeline.OrderPath;
import java.time.Duration;

/** What is done for the keys once a second: those due are asked about, and replaced and compromised ones are ended. */
record KeyCare(KeyRadar radar, RetiringKeys retiring, CompromisedKeys compromised) {
    /** The gate's own questions about keys take one of so many requests that an address may send: 5 in 100. */
    private static final int ONE_IN = 20;

    static KeyCare of(Inside inside, Outside outside, OrderPath path, KeyEvents events) {
        Ground ground = inside.ground();
        Ground.Time time = ground.time();
        KeyQuestions questions =
                new BudgetedInquiry(outside.budgets(), outside.inquiry(), time.nanoTicker(), time.home());
        AskingPace pace = new AskingPace(environment -> between(ground, environment), time.nanoTicker());
        return new KeyCare(
                new KeyRadar(
                        inside.credentials(),
                        new KeyRadar.Asking(questions, pace),
                        outside.health(),
                        inside.ledger().writer(),
                        time.wallClock(),
                        events::known),
                new RetiringKeys(
                        inside.credentials(),
                        path::unresolved,
                        outside.health(),
                        inside.ledger().writer(),
                        () -> ground.settings().current().keys().overlap(),
                        time.wallClock()),
                new CompromisedKeys(
                        inside.credentials(), questions, pace, inside.ledger().writer(), time.wallClock()));
    }

    /** Where no limit is configured, Bybit's own is kept to. */
    private static Duration between(Ground ground, EnvironmentId environment) {
        AddressLimit limit = ground.environments().of(environment).limits().address();
        AddressLimit.Window window =
                limit instanceof AddressLimit.Window given ? given : (AddressLimit.Window) AddressLimit.BYBIT;
        return window.length().multipliedBy(ONE_IN).dividedBy(window.requests());
    }

    void wipeReplaced() {
        retiring.round();
    }

    /** Not while Bybit has banned this address: then nothing leaves at all. */
    void askAboutKeys() {
        compromised.round();
        radar.round();
    }
}
