package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.secret.Secret;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * The master key in a file of its owner's alone: one line of base64, 32 random bytes. Keep a copy elsewhere and never
 * beside a copy of the store: whoever holds both holds the keys; who loses it loses them.
 */
public final class KeyFileKek implements Kek {
    private static final String OWNER_ONLY = "rw-------";
    private static final int FILE_BYTES_MAX = 1_024;
    private static final int ID_BYTES = 8;
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final String id;
    private final Secret key;

    private KeyFileKek(byte[] key) {
        this.id = idOf(key);
        this.key = Secret.takeOwnershipOf(key);
    }

    /**
     * Makes a new master key and writes it to a new file of mode 0600. Blocks; not for an event loop.
     *
     * @throws CredentialException when the file exists already or cannot be written
     */
    public static KeyFileKek create(Path file, SecureRandom random) {
        requireOffLoop();
        byte[] key = new byte[AesGcm.KEY_BYTES];
        random.nextBytes(key);
        write(file, key);
        return new KeyFileKek(key);
    }

    /**
     * Reads the master key. Blocks; not for an event loop.
     *
     * @throws CredentialException when the file is absent, readable by others, or holds no master key
     */
    public static KeyFileKek read(Path file) {
        requireOffLoop();
        try {
            requireOwnerOnly(file);
            return new KeyFileKek(decoded(file));
        } catch (NoSuchFileException e) {
            throw new CredentialException(
                    Kind.MASTER_KEY,
                    "the master key file " + file + " does not exist; run"
                            + " `portcullis init`, or put back its copy: without it no stored key opens",
                    e);
        } catch (IOException e) {
            throw new CredentialException(
                    Kind.MASTER_KEY, "the master key file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Future<byte[]> wrap(byte[] dek, byte[] boundTo) {
        return Future.succeededFuture(key.use(bytes -> AesGcm.seal(bytes, dek, boundTo)));
    }

    @Override
    public Future<byte[]> unwrap(byte[] wrapped, byte[] boundTo) {
        return key.use(bytes -> AesGcm.open(bytes, wrapped, boundTo))
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(
                        new CredentialException(Kind.TAMPERED, "the data key does not open under master key " + id)));
    }

    @Override
    public String toString() {
        return "KeyFileKek[" + id + "]";
    }

    private static void write(Path file, byte[] key) {
        byte[] line = Base64.getEncoder().encode(key);
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(file))) {
            ByteBuffer text =
                    ByteBuffer.wrap(Arrays.copyOf(line, line.length + 1)).put(line.length, (byte) '\n');
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
            Arrays.fill(text.array(), (byte) 0);
        } catch (FileAlreadyExistsException e) {
            throw new CredentialException(
                    Kind.MASTER_KEY,
                    "the master key file " + file + " exists already; it is"
                            + " never overwritten, for the keys sealed under it would be lost",
                    e);
        } catch (IOException e) {
            throw new CredentialException(
                    Kind.MASTER_KEY, "the master key file " + file + " cannot be written: " + e.getMessage(), e);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }

    private static void requireOwnerOnly(Path file) throws IOException {
        if (!isPosix(file)) {
            return;
        }
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(granted)) {
            throw new CredentialException(
                    Kind.MASTER_KEY,
                    "the master key file " + file + " is open to others ("
                            + PosixFilePermissions.toString(granted) + "); run `chmod 600 " + file
                            + "`, and if anybody else"
                            + " uses this machine, replace the exchange keys");
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static byte[] decoded(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw noMasterKey(file);
        }
        byte[] text = Files.readAllBytes(file);
        byte[] line = AsciiBytes.stripped(text);
        try {
            byte[] key = Base64.getDecoder().decode(line);
            if (key.length != AesGcm.KEY_BYTES) {
                Arrays.fill(key, (byte) 0);
                throw noMasterKey(file);
            }
            return key;
        } catch (IllegalArgumentException notBase64) {
            throw noMasterKey(file);
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(line, (byte) 0);
        }
    }

    private static CredentialException noMasterKey(Path file) {
        return new CredentialException(
                Kind.MASTER_KEY,
                "the file " + file + " holds no master key; it should be one"
                        + " line, the base64 of 32 bytes, as `portcullis init` writes it");
    }

    /** A one-way name: 64 bits of a hash of 256 random bits. */
    private static String idOf(byte[] key) {
        byte[] domain = "portcullis-kek-id/1".getBytes(StandardCharsets.UTF_8);
        byte[] hash = Sha256.of(domain, key);
        return "file-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }

    private static void requireOffLoop() {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("the master key file was touched on an event loop");
        }
    }
}
