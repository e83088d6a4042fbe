package dev.portcullis.gate;

import dev.portcullis.ledger.LedgerCopy;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a backup consists of. It is written last: a folder without it is no backup.
 *
 * @param masterKeyId which master key opens the sealed API keys; the key itself is never in a backup
 * @param ledger the last record
 */
record BackupManifest(Origin origin, String masterKeyId, LedgerCopy.Head ledger, List<BackedUpFile> files) {
    static final String NAME = "manifest.json";
    private static final String FORMAT = "portcullis-backup/1";
    private static final long BYTES_MAX = 16 << 20;
    private static final Pattern OURS = Pattern.compile("desk\\.db|checkpoint\\.key|ledger/(\\d{8}\\.log|head\\.json)");

    /** When and by which program; {@code storeVersion} is that of the store's tables. */
    record Origin(String gateVersion, Instant takenAt, long storeVersion) {}

    /** One file, its path relative to the backup's folder, as it also is in a data directory. */
    record BackedUpFile(String path, long bytes, String sha256) {
        static BackedUpFile of(Path folder, Path file) throws IOException {
            return new BackedUpFile(folder.relativize(file).toString(), Files.size(file), hashOf(file));
        }

        /** @throws IOException naming the file that is not as it was */
        void requireSame(Path folder) throws IOException {
            Path file = folder.resolve(path);
            if (!Files.isRegularFile(file)) {
                throw new IOException(file + " is missing, though the manifest names it; take another backup");
            }
            if (Files.size(file) != bytes || !hashOf(file).equals(sha256)) {
                throw new IOException(file + " is not as it was written (size or SHA-256); take another backup");
            }
        }

        private static String hashOf(Path file) throws IOException {
            MessageDigest sha256 = newSha256();
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha256.digest());
        }

        private static MessageDigest newSha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    long bytes() {
        return files.stream().mapToLong(BackedUpFile::bytes).sum();
    }

    /** Writes it under another name and renames it, so that it is there whole or not at all. */
    void write(Path folder) throws IOException {
        Path next = folder.resolve(NAME + ".next");
        try (FileChannel channel = FileChannel.open(
                next,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer text = StandardCharsets.UTF_8.encode(toJson().encodePrettily() + "\n");
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(next, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel itself = FileChannel.open(folder, StandardOpenOption.READ)) {
            itself.force(true);
        }
    }

    private JsonObject toJson() {
        JsonArray all = new JsonArray();
        files.forEach(file -> all.add(
                new JsonObject().put("path", file.path).put("bytes", file.bytes).put("sha256", file.sha256)));
        return new JsonObject()
                .put("format", FORMAT)
                .put("gateVersion", origin.gateVersion)
                .put("takenAt", origin.takenAt.toString())
                .put("storeVersion", origin.storeVersion)
                .put("masterKeyId", masterKeyId)
                .put(
                        "ledger",
                        new JsonObject()
                                .put("storeId", ledger.storeId())
                                .put("seq", ledger.seq())
                                .put("head", ledger.hash()))
                .put("files", all);
    }

    /** @throws IOException saying why the folder is no backup */
    static BackupManifest read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new IOException(file + " is too long for a manifest");
            }
            return ofJson(new JsonObject(Files.readString(file)));
        } catch (NoSuchFileException e) {
            throw new IOException(
                    folder + " is no whole backup, for it has no " + NAME + "; name the folder that `backup --to` made",
                    e);
        } catch (DecodeException | ClassCastException | NullPointerException | DateTimeException broken) {
            throw new IOException(file + " is no manifest of a backup; take another backup", broken);
        }
    }

    private static BackupManifest ofJson(JsonObject json) throws IOException {
        if (!FORMAT.equals(json.getString("format"))) {
            throw new IOException("the backup is of the form " + json.getString("format") + ", this program reads "
                    + FORMAT + "; restore it with the program that made it");
        }
        JsonObject head = json.getJsonObject("ledger");
        List<BackedUpFile> files = json.getJsonArray("files").stream()
                .map(JsonObject.class::cast)
                .map(f -> new BackedUpFile(f.getString("path"), f.getLong("bytes"), f.getString("sha256")))
                .toList();
        for (BackedUpFile file : files) {
            if (!OURS.matcher(file.path).matches()) {
                throw new IOException("the manifest names " + file.path + ", which is no file of a backup");
            }
        }
        return new BackupManifest(
                new Origin(
                        json.getString("gateVersion"),
                        Instant.parse(json.getString("takenAt")),
                        json.getLong("storeVersion")),
                json.getString("masterKeyId"),
                new LedgerCopy.Head(head.getString("storeId"), head.getLong("seq"), head.getString("head")),
                files);
    }
}
