package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
import java.util.Set;

/**
 * The master key in a file of its owner's alone: one line of base64, 32 random bytes. Keep a copy elsewhere and never
 * beside a copy of the store: whoever holds both holds the keys; who loses it loses them.
 */
public final class KeyFileKek implements Kek {
    private static final String OWNER_ONLY = "rw-------";
    private static final int FILE_BYTES_MAX = 1_024;
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final LocalKek key;

    private KeyFileKek(LocalKek key) {
        this.key = key;
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
        return new KeyFileKek(new LocalKek(key));
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
            return ofText(text(file), file);
        } catch (NoSuchFileException e) {
            throw new CredentialException(
                    Kind.UNAVAILABLE,
                    "the master key file " + file + " does not exist; run"
                            + " `portcullis init`, or put back its copy: without it no stored key opens",
                    e);
        } catch (IOException e) {
            throw new CredentialException(
                    Kind.UNAVAILABLE, "the master key file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static KeyFileKek ofText(byte[] text, Path file) {
        try {
            return new KeyFileKek(LocalKek.ofText(text, "the file " + file));
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    @Override
    public String id() {
        return key.id();
    }

    @Override
    public Future<byte[]> wrap(byte[] dek, byte[] boundTo) {
        return key.wrap(dek, boundTo);
    }

    @Override
    public Future<byte[]> unwrap(byte[] wrapped, byte[] boundTo) {
        return key.unwrap(wrapped, boundTo);
    }

    @Override
    public void letGo() {
        key.letGo();
    }

    @Override
    public String toString() {
        return "KeyFileKek[" + id() + "]";
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

    private static byte[] text(Path file) throws IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw LocalKek.noMasterKey("the file " + file);
        }
        return Files.readAllBytes(file);
    }

    private static void requireOffLoop() {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("the master key file was touched on an event loop");
        }
    }
}
