package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.failureOf;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.credential.KekPlace.Keeper;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Master keys from a file, a variable, a service credential and Vault; and what happens while one is away. */
@ExtendWith(VertxExtension.class)
final class KeyringTest {
    private static final byte[] DEK = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);
    private static final byte[] BOUND = AssociatedBytes.of("test/1", "alpha");

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private KekKeepers keepers;
    private Path file;
    private Kek made;

    @BeforeEach
    void makeAKeyFile(Vertx vertx) {
        keepers = new KekKeepers(vertx, variables::get, Optional.empty());
        file = folder.resolve("master.key");
        made = KeyFileKek.create(file, new SecureRandom());
    }

    private KekPlace inFile() {
        return new KekPlace(Keeper.FILE, file.toString());
    }

    private static void assertFailure(Throwable failure, Kind kind, String... words) {
        assertThat(failure).isInstanceOf(CredentialException.class);
        Stream.of(words).forEach(word -> assertThat(failure).hasMessageContaining(word));
        assertThat(((CredentialException) failure).kind()).isEqualTo(kind);
    }

    @Test
    void theSameKeyOpensFromWhereverItIsKept() throws Exception {
        byte[] wrapped = done(made.wrap(DEK, BOUND));
        variables.put("GATE_MASTER_KEY", Files.readString(file));
        variables.put("CREDENTIALS_DIRECTORY", folder.toString());

        for (KekPlace place : List.of(
                inFile(),
                new KekPlace(Keeper.ENVIRONMENT, "GATE_MASTER_KEY"),
                new KekPlace(Keeper.CREDENTIAL, "master.key"))) {
            Kek kek = done(keepers.get(place));

            assertThat(kek.id()).as(place.toString()).isEqualTo(made.id());
            assertThat(done(kek.unwrap(wrapped, BOUND))).isEqualTo(DEK);
            assertThat(KekPlace.ofLine(place.line())).contains(place);
        }
    }

    @Test
    void whatIsNotThereSaysHowToBringIt() throws Exception {
        assertFailure(failureOf(keepers.get(new KekPlace(Keeper.ENVIRONMENT, "NOT_SET"))), Kind.UNAVAILABLE, "NOT_SET");
        assertFailure(
                failureOf(keepers.get(new KekPlace(Keeper.CREDENTIAL, "master"))),
                Kind.UNAVAILABLE,
                "LoadCredentialEncrypted=master");
        variables.put("CREDENTIALS_DIRECTORY", folder.toString());
        assertFailure(
                failureOf(keepers.get(new KekPlace(Keeper.CREDENTIAL, "master"))), Kind.UNAVAILABLE, "cannot be read");
        assertFailure(
                failureOf(keepers.get(
                        new KekPlace(Keeper.FILE, folder.resolve("gone").toString()))),
                Kind.UNAVAILABLE,
                "does not exist");
        assertFailure(
                failureOf(keepers.get(new KekPlace(Keeper.VAULT, "transit/portcullis"))),
                Kind.UNAVAILABLE,
                "master-key.vault.url");
    }

    @Test
    void whatIsNoMasterKeyStopsTheStartInsteadOfSealingTheGate() throws Exception {
        variables.put("GATE_MASTER_KEY", "dG9vIHNob3J0");

        assertFailure(
                failureOf(Keyring.open(
                        keepers::get, new KekPlace(Keeper.ENVIRONMENT, "GATE_MASTER_KEY"), List.of(inFile()))),
                Kind.MASTER_KEY,
                "GATE_MASTER_KEY",
                "base64 of 32 bytes");
    }

    @Test
    void aRingWithoutItsKeyIsSealedUntilItComes() throws Exception {
        Path aside = Files.move(file, folder.resolve("aside"));
        Keyring ring = done(Keyring.open(keepers::get, inFile(), List.of()));

        assertThat(ring.missing()).singleElement().asString().contains(file.toString(), "does not exist");
        assertThat(ring.currentId()).isEmpty();
        assertFailure(failureOf(ring.current()), Kind.UNAVAILABLE, "the gate is sealed");
        assertThat(failureOf(ring.named(made.id()))).message().doesNotContain(file.toString());
        assertThat(done(ring.tryAgain())).isFalse();

        Files.move(aside, file);

        assertThat(done(ring.tryAgain())).isTrue();
        assertThat(ring.missing()).isEmpty();
        assertThat(done(ring.named(made.id())).id()).isEqualTo(made.id());
    }

    @Test
    void anEarlierKeyThatIsAwayStopsOnlyWhatIsUnderIt() throws Exception {
        KekPlace gone = new KekPlace(Keeper.FILE, folder.resolve("earlier").toString());
        Keyring ring = done(Keyring.open(keepers::get, inFile(), List.of(gone)));

        assertThat(done(ring.current()).id()).isEqualTo(made.id());
        assertFailure(failureOf(ring.named("file-earlier")), Kind.UNAVAILABLE);

        ring.forgetOthers();

        assertFailure(failureOf(ring.named("file-earlier")), Kind.MASTER_KEY, "file-earlier", made.id());
    }
}
