package dev.portcullis.cli;

import dev.portcullis.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that only their owner may read. */
final class PrivateFile {
    private PrivateFile() {}

    /** Writes a new file with mode 0600; an existing one is never overwritten. */
    static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with bytes that nobody else may see; the caller still has to wipe them. */
    static void write(Path file, Secret secret) {
        secret.use(bytes -> {
            write(file, bytes);
            return bytes.length;
        });
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            fill(file, bytes);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(file + " exists; name a new file, an old one is never overwritten");
        } catch (NoSuchFileException e) {
            throw new CommandFailure("cannot write " + file + ": its folder does not exist; make it first");
        } catch (IOException e) {
            throw new CommandFailure("cannot write " + file + ": " + e.getMessage());
        }
    }

    /** A file that could not be written whole is taken away again, so that the next attempt finds its name free. */
    private static void fill(Path file, byte[] bytes) throws IOException {
        try {
            Files.write(file, bytes, StandardOpenOption.WRITE);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
