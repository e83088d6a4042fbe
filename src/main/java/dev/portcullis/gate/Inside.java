package dev.portcullis.gate;

import dev.portcullis.bybit.Environment;
import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.config.Settings;
import dev.portcullis.credential.ClientSecrets;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.RsaPool;
import dev.portcullis.credential.SignatureMakers;
import dev.portcullis.identity.Registry;
import dev.portcullis.ledger.LedgerTime;
import dev.portcullis.risk.Halts;
import dev.portcullis.upstream.ExchangeClocks;
import io.vertx.core.Future;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Who may do what, what is written down, with which keys, and what is halted. */
record Inside(
        Ground ground,
        Registry registry,
        LedgerHouse ledger,
        CredentialBook credentials,
        Halts halts,
        ExchangeClocks clocks) {
    static Future<Inside> open(Ground ground, Seams seams, Runnable whenLedgerFails) {
        ExchangeClocks clocks = new ExchangeClocks(ground.time().nanoTicker());
        Registry.Parts parts = new Registry.Parts(
                ground.desk().store(),
                new SealedClientSecrets(
                        new ClientSecrets(ground.desk().masterKeys().ring())),
                ground.random(),
                ground.time().wallClock(),
                ground.time().nanoTicker(),
                environment -> trusted(clocks.of(environment)));
        return Registry.open(
                        parts,
                        () -> ground.environments().all().stream()
                                .map(Environment::id)
                                .collect(Collectors.toSet()))
                .compose(registry -> ledger(ground, seams, whenLedgerFails)
                        .compose(ledger -> credentials(ground, ledger)
                                .compose(credentials -> Halts.load(
                                                new StoredHalts(ground.desk().store()),
                                                ground.time().wallClock())
                                        .map(halts ->
                                                new Inside(ground, registry, ledger, credentials, halts, clocks)))));
    }

    private static OptionalLong trusted(ExchangeClock clock) {
        return clock.isTrusted()
                ? clock.estimate().map(now -> OptionalLong.of(now.millis())).orElse(OptionalLong.empty())
                : OptionalLong.empty();
    }

    private static Future<LedgerHouse> ledger(Ground ground, Seams seams, Runnable whenFailed) {
        return ground.vertx()
                .executeBlocking(() -> LedgerHouse.open(
                        ground.desk().data(),
                        ground.settings().current().orderPath().ledger(),
                        new LedgerTime(
                                ground.time().wallClock(),
                                ground.time().nanoTicker(),
                                ground.time().timers()),
                        ground.random(),
                        ground.meters(),
                        seams,
                        whenFailed));
    }

    private static Future<CredentialBook> credentials(Ground ground, LedgerHouse ledger) {
        Settings.RsaSigning rsa = ground.settings().current().keys().rsa();
        return CredentialBook.open(
                ground.desk().store(),
                new CredentialBook.Sealing(
                        ground.desk().masterKeys().ring(), new LedgerManifestLog(ground.vertx(), ledger)),
                ground.random(),
                ground.time().wallClock(),
                ground.time().nanoTicker(),
                new SignatureRecords(ledger.writer()),
                new SignatureMakers(
                        new RsaPool(rsa.threads(), rsa.waiting()),
                        new VaultSignatures(ground.vertx(), ground.settings())));
    }
}
