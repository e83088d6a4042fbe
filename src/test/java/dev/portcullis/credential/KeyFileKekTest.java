package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.credential.CredentialException.Kind;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class KeyFileKekTest {
    private static final byte[] DEK = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ALPHA = AssociatedBytes.of("dek", "alpha");
    private static final byte[] BETA = AssociatedBytes.of("dek", "beta");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("master.key");
    }

    private void write(String text) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> KeyFileKek.read(file))
                .isInstanceOfSatisfying(
                        CredentialException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.MASTER_KEY))
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(words);
    }

    @Test
    void whatItWrapsOpensAgainAfterAReadOfTheFile() throws Exception {
        KeyFileKek made = KeyFileKek.create(file, new SecureRandom());
        byte[] wrapped = done(made.wrap(DEK, ALPHA));
        KeyFileKek read = KeyFileKek.read(file);
        assertThat(read.id()).isEqualTo(made.id()).matches("file-[0-9a-f]{16}");
        assertThat(done(read.unwrap(wrapped, ALPHA))).isEqualTo(DEK);
    }

    @Test
    void theFileBelongsToItsOwnerAloneAndHoldsOneLine() throws Exception {
        KeyFileKek.create(file, new SecureRandom());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).matches("[A-Za-z0-9+/]{43}=\n");
    }

    @Test
    void aWrapDoesNotOpenForAnythingElse() throws Exception {
        KeyFileKek kek = KeyFileKek.create(file, new SecureRandom());
        byte[] wrapped = done(kek.wrap(DEK, ALPHA));
        assertThat(failureOf(kek.unwrap(wrapped, BETA))).hasMessageContaining("does not open");
        wrapped[wrapped.length - 1] ^= 1;
        assertThat(failureOf(kek.unwrap(wrapped, ALPHA))).hasMessageContaining("does not open");
        assertThat(failureOf(kek.unwrap(new byte[3], ALPHA))).hasMessageContaining("does not open");
    }

    @Test
    void aWrapDoesNotOpenUnderAnotherMasterKey() throws Exception {
        byte[] wrapped = done(KeyFileKek.create(file, new SecureRandom()).wrap(DEK, ALPHA));
        KeyFileKek other = KeyFileKek.create(folder.resolve("other.key"), new SecureRandom());
        assertThat(failureOf(other.unwrap(wrapped, ALPHA)))
                .isInstanceOfSatisfying(
                        CredentialException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.TAMPERED));
    }

    @Test
    void anExistingFileIsNeverOverwritten() throws Exception {
        write("precious");
        assertThatThrownBy(() -> KeyFileKek.create(file, new SecureRandom()))
                .hasMessageContaining("exists already")
                .hasMessageContaining(file.toString());
        assertThat(Files.readString(file)).isEqualTo("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    void aFileThatOthersMayTouchIsRefusedWithTheCommandThatHelps(String mode) throws Exception {
        KeyFileKek.create(file, new SecureRandom());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        assertRefused(mode, "chmod 600 " + file);
    }

    @Test
    void aReadOnlyFileOfItsOwnerIsFine() throws Exception {
        KeyFileKek made = KeyFileKek.create(file, new SecureRandom());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertThat(KeyFileKek.read(file).id()).isEqualTo(made.id());
    }

    @Test
    void aMissingFileIsRefusedWithTheTwoWaysOut() {
        assertThatThrownBy(() -> KeyFileKek.read(file))
                .isInstanceOfSatisfying(
                        CredentialException.class,
                        away -> assertThat(away.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageContainingAll(file.toString(), "does not exist", "portcullis init", "put back its copy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no base64!", "c2hvcnQ=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aFileWithoutAMasterKeyIsRefusedWithWhatItShouldHold(String text) throws Exception {
        write(text);
        assertRefused("holds no master key", "base64 of 32 bytes");
    }

    @Test
    void aFileThatIsFarTooLongIsNotReadAtAll() throws Exception {
        write("A".repeat(100_000));
        assertRefused("holds no master key");
    }

    @Test
    void theFileIsNotTouchedOnAnEventLoop(Vertx vertx) throws Exception {
        Promise<Void> tried = Promise.promise();
        vertx.getOrCreateContext().runOnContext(go -> {
            assertThatThrownBy(() -> KeyFileKek.create(file, new SecureRandom()))
                    .hasMessageContaining("on an event loop");
            tried.complete();
        });
        done(tried.future());
        assertThat(file).doesNotExist();
    }
}
