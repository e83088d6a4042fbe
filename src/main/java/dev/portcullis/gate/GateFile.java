package dev.portcullis.gate;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** {@code gate.json} in the data directory: where the running gate listens, for commands to find it. */
final class GateFile {
    private final Path file;

    GateFile(Path dataDirectory) {
        this.file = dataDirectory.resolve("gate.json");
    }

    /** Writes the file in one step, readable by its owner alone. */
    void write(URI data, URI admin, long pid) throws IOException {
        String text = new JsonObject()
                .put("data", data.toString())
                .put("admin", admin.toString())
                .put("pid", pid)
                .encodePrettily();
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "gate",
                ".json",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes it; a gate that stopped is not to be found. */
    void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
