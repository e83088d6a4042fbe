package dev.portcullis.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folders and files of one gate, all readable by their owner alone. */
record DataDirectory(Path root) {
    private static final String OWNER_ONLY_FOLDER = "rwx------";
    private static final String OWNER_ONLY_FILE = "rw-------";

    Path store() {
        return root.resolve("desk.db");
    }

    Path ledger() {
        return root.resolve("ledger");
    }

    /** Signs the ledger's checkpoints. */
    Path checkpointKey() {
        return root.resolve("checkpoint.key");
    }

    /** Says where the master key lies: its own path, one line. */
    private Path masterKeyPointer() {
        return root.resolve("master-key.path");
    }

    /** Says where every master key is that something may be sealed under, once there was another than the first. */
    Path masterKeyPlaces() {
        return root.resolve("master-keys");
    }

    Path operatorToken() {
        return root.resolve("operator.token");
    }

    /** Whether {@code init} has been here. */
    boolean isInitialised() {
        return Files.exists(masterKeyPointer());
    }

    /** Makes the folder, mode 0700; an existing one must be empty of an earlier init. */
    void create() throws IOException {
        Files.createDirectories(
                root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY_FOLDER)));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(OWNER_ONLY_FOLDER));
    }

    Path masterKey() throws IOException {
        Path named = Path.of(Files.readString(masterKeyPointer()).strip());
        return named.isAbsolute() ? named : root.resolve(named);
    }

    /** Remembers where the master key is; inside the folder as a relative path, so that the folder may be moved. */
    void rememberMasterKey(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Path here = root.toAbsolutePath().normalize();
        writeNew(masterKeyPointer(), (absolute.startsWith(here) ? here.relativize(absolute) : absolute) + "\n");
    }

    void writeOperatorToken(String token) throws IOException {
        writeNew(operatorToken(), token + "\n");
    }

    /** Writes a new file that its owner alone may read. */
    void writeOwnersFile(Path file, String text) throws IOException {
        writeNew(file, text);
    }

    private static void writeNew(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY_FILE)));
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }
}
