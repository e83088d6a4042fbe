package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.TESTNET;
import static dev.portcullis.credential.FakeDesk.candidate;
import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.failureOf;
import static dev.portcullis.credential.FakeDesk.putActive;
import static dev.portcullis.credential.FakeDesk.report;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.credential.KekPlace.Keeper;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.TokenId;
import dev.portcullis.store.Row;
import dev.portcullis.store.Sql;
import dev.portcullis.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Everything is sealed anew under another master key while keys sign, and a crash at any step loses nothing. */
@ExtendWith(VertxExtension.class)
final class KekRotationTest {
    private static final int ACCOUNTS = 5;
    private static final TokenId TOKEN = new TokenId("sgn0123456789ab");
    private static final byte[] CLIENT_SECRET = "client-secret-of-a-signed-client".getBytes(US_ASCII);

    @TempDir
    Path folder;

    private final FakeManifestLog ledger = new FakeManifestLog();
    private final List<CredentialFacts> keys = new ArrayList<>();
    private final Path old = Path.of("master.key");
    private FakeDesk desk;
    private KekKeepers keepers;
    private FakeVault vault;
    private List<KekPlace> remembered;

    @BeforeEach
    void putKeysIn(Vertx vertx) throws Exception {
        desk = FakeDesk.open(vertx, folder);
        vault = FakeVault.start(vertx);
        vault.makeKey("portcullis");
        VaultAccess access = new VaultAccess(
                vault.url(),
                Optional.empty(),
                Optional.of(Files.writeString(folder.resolve("token"), FakeVault.TOKEN)),
                "NONE",
                Optional.empty(),
                Duration.ofSeconds(20));
        keepers = new KekKeepers(vertx, name -> null, Optional.of(new VaultTransit(vertx, access, name -> null)));
        KeyFileKek.create(folder.resolve("next.key"), new SecureRandom());
        remembered = List.of(file(old));
        Keyring ring = ring(file(old));
        CredentialBook book = book(ring, desk.store);
        for (int i = 0; i < ACCOUNTS; i++) {
            AccountId account = new AccountId("account" + i);
            desk.addAccount(account, TESTNET);
            keys.add(putActive(book, candidate(account, "main", "APIKEY" + i), report("70" + i)));
        }
        desk.run(
                "INSERT INTO tokens (id, owner_kind, owner, secret_sha256, created_at, sealed_secret)"
                        + " VALUES (?, 'client', 'bot1', ?, 1, ?)",
                TOKEN.text(),
                new byte[32],
                done(new ClientSecrets(ring).seal(TOKEN, CLIENT_SECRET)));
    }

    @AfterEach
    void close() throws Exception {
        vault.close();
        desk.close();
    }

    private KekPlace file(Path name) {
        return new KekPlace(Keeper.FILE, folder.resolve(name).toString());
    }

    private static KekPlace inVault() {
        return new KekPlace(Keeper.VAULT, "transit/portcullis");
    }

    /** As a start does: the configured one, and those that were written down. */
    private Keyring ring(KekPlace configured) throws Exception {
        return done(Keyring.open(keepers::get, configured, remembered));
    }

    private CredentialBook book(Keyring ring, Store store) throws Exception {
        return desk.on(store).book(ring, ledger);
    }

    private KekRotation rotation(Keyring ring, Store store) {
        return new KekRotation(store, ring, new SecureRandom(), places -> {
            remembered = places;
            return Future.succeededFuture();
        });
    }

    private void assertAllSign(KekPlace configured) throws Exception {
        Keyring ring = ring(configured);
        CredentialBook book = book(ring, desk.store);
        assertThat(book.unreadable()).isEmpty();
        for (CredentialFacts key : keys) {
            FakeDesk.sign(done(book.signer(key.id())));
        }
        byte[] sealed = done(desk.store.query(Sql.of("SELECT sealed_secret FROM tokens")))
                .get(0)
                .bytes("sealed_secret");
        String signature =
                HexFormat.of().formatHex(HmacMidstates.of(CLIENT_SECRET).sign(new byte[] {1}));
        assertThat(done(new ClientSecrets(ring).open(TOKEN, sealed)).holds(signature, new byte[] {1}))
                .isTrue();
    }

    private List<String> kekIds() throws Exception {
        return done(desk.store.query(Sql.of("SELECT DISTINCT kek_id FROM deks UNION SELECT kek_id FROM manifests")))
                .stream()
                .map(row -> row.text("kek_id"))
                .toList();
    }

    @Test
    void afterAChangeOfFilesTheOldOneIsNeededNoMore() throws Exception {
        Keyring ring = ring(file(old));
        CredentialBook book = book(ring, desk.store);

        KekRotation.Rotated done = done(book.rotateKek(rotation(ring, desk.store), file(Path.of("next.key"))));

        assertThat(done.dataKeys()).isEqualTo(ACCOUNTS);
        assertThat(done.clientSecrets()).isEqualTo(1);
        assertThat(remembered).containsExactly(file(Path.of("next.key")));
        assertThat(kekIds()).containsExactly(done.kekId());
        Files.delete(folder.resolve(old));
        assertAllSign(file(Path.of("next.key")));
    }

    @Test
    void fromAFileToVaultAndOnToTheNextVersionOfItsKey() throws Exception {
        Keyring ring = ring(file(old));
        CredentialBook book = book(ring, desk.store);

        done(book.rotateKek(rotation(ring, desk.store), inVault()));

        Files.delete(folder.resolve(old));
        assertAllSign(inVault());
        assertThat(kekIds()).containsExactly("vault-transit/portcullis");
        vault.rotate("portcullis");
        Keyring later = ring(inVault());
        done(book(later, desk.store).rotateKek(rotation(later, desk.store), inVault()));
        vault.openNothingBefore("portcullis", 2);
        CredentialBook newest = book(ring(inVault()), desk.store);
        assertThat(newest.unreadable()).isEmpty();
    }

    @Test
    void aCrashAtAnyStepLeavesEveryRowReadableAndTheRestIsDoneLater() throws Exception {
        int steps = 0;
        for (boolean crashed = true; crashed; steps++) {
            KekPlace from = steps % 2 == 0 ? file(old) : file(Path.of("next.key"));
            KekPlace to = steps % 2 == 0 ? file(Path.of("next.key")) : file(old);
            DyingStore dying = new DyingStore(desk.store);
            Keyring ring = ring(from);
            CredentialBook book = book(ring, dying);
            dying.dieAfter(steps);

            crashed = book.rotateKek(rotation(ring, dying), to)
                    .transform(end -> Future.succeededFuture(end.failed()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);

            // Then: started with the new configuration or still with the old one, everything is there
            assertAllSign(to);
            assertAllSign(from);
            Keyring again = ring(to);
            done(book(again, desk.store).rotateKek(rotation(again, desk.store), to));
            assertThat(kekIds()).hasSize(1);
            assertAllSign(to);
        }
        assertThat(steps).as("writes of one change of master keys").isGreaterThan(ACCOUNTS + 1);
    }

    @Test
    void keysThatArePutInMeanwhileAreSealedUnderTheNewOneAndSignaturesGoOn(Vertx vertx) throws Exception {
        Keyring ring = ring(file(old));
        CredentialBook book = book(ring, desk.store);
        AtomicInteger signed = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        long timer = vertx.setPeriodic(
                1,
                tick -> keys.forEach(key -> book.signer(key.id())
                        .compose(signer ->
                                signer.rest(FakeDesk.to(TESTNET), Buffer.buffer("{}"), 1_700_000_000_000L, 5_000))
                        .onSuccess(done -> signed.incrementAndGet())
                        .onFailure(lost -> failed.incrementAndGet())));

        Future<KekRotation.Rotated> rotating = book.rotateKek(rotation(ring, desk.store), inVault());
        Future<CredentialFacts> put = book.put(
                book.tryOut(candidate(FakeDesk.ALPHA, "main", "APIKEYNEW")), report("7100"), CredentialLimits.NONE);
        done(rotating);
        keys.add(done(book.activate(done(put).id())));
        vertx.cancelTimer(timer);

        assertThat(failed).hasValue(0);
        assertThat(signed.get()).isPositive();
        Files.delete(folder.resolve(old));
        assertAllSign(inVault());
    }

    @Test
    void aNewMasterKeyThatCannotBeHadChangesNothing() throws Exception {
        Keyring ring = ring(file(old));
        CredentialBook book = book(ring, desk.store);
        vault.seal(true);

        assertThat(failureOf(book.rotateKek(rotation(ring, desk.store), inVault())))
                .hasMessageContaining("is sealed");

        assertThat(remembered).containsExactly(file(old));
        assertAllSign(file(old));
    }

    /** A store whose process dies before one of its writes: that one and all later ones never happen. */
    private static final class DyingStore implements Store {
        private final Store real;
        private final AtomicInteger writesLeft = new AtomicInteger(Integer.MAX_VALUE);

        private DyingStore(Store real) {
            this.real = real;
        }

        void dieAfter(int writes) {
            writesLeft.set(writes);
        }

        @Override
        public Future<List<Row>> query(Sql sql) {
            return real.query(sql);
        }

        @Override
        public Future<Integer> update(Sql sql) {
            return dying() ? Future.failedFuture("killed") : real.update(sql);
        }

        @Override
        public Future<Void> atomically(List<Sql> statements) {
            return dying() ? Future.failedFuture("killed") : real.atomically(statements);
        }

        private boolean dying() {
            return writesLeft.getAndDecrement() <= 0;
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
