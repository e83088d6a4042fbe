package dev.portcullis.gate;

import dev.portcullis.config.MasterKeySettings;
import dev.portcullis.credential.KekPlace;
import dev.portcullis.credential.KekPlace.Keeper;
import dev.portcullis.credential.VaultAccess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers in the data directory where every master key is had from that something may be sealed under, one a line,
 * the current one first. Without this a crash in the middle of a change of master keys would leave rows that nobody
 * opens.
 */
final class MasterKeyPlaces {
    private final DataDirectory data;
    private final Path fileOfInit;

    private MasterKeyPlaces(DataDirectory data, Path fileOfInit) {
        this.data = data;
        this.fileOfInit = fileOfInit;
    }

    /** Of that folder. Blocks. */
    static MasterKeyPlaces of(DataDirectory data) throws IOException {
        return new MasterKeyPlaces(data, data.masterKey());
    }

    /** What the configuration says. */
    KekPlace configured(MasterKeySettings settings) {
        return switch (settings.provider()) {
            case FILE -> file(settings.file().orElse(fileOfInit));
            case ENVIRONMENT -> new KekPlace(Keeper.ENVIRONMENT, settings.variable());
            case CREDENTIAL -> new KekPlace(Keeper.CREDENTIAL, settings.credential());
            case VAULT ->
                new KekPlace(
                        Keeper.VAULT,
                        settings.vault().mount() + "/" + settings.vault().key());
        };
    }

    /** How Vault is reached; empty when the configuration names none. */
    static Optional<VaultAccess> vault(MasterKeySettings.Vault vault) {
        return vault.url()
                .map(url -> new VaultAccess(
                        url,
                        vault.namespace(),
                        vault.token().file(),
                        vault.token().variable(),
                        vault.trust(),
                        vault.timeout()));
    }

    /** Those that were written down; where there was no change yet, the file of {@code init}. Blocks. */
    List<KekPlace> remembered() throws IOException {
        if (!Files.exists(data.masterKeyPlaces())) {
            return List.of(file(fileOfInit));
        }
        List<KekPlace> places = new ArrayList<>();
        for (String line : Files.readAllLines(data.masterKeyPlaces())) {
            places.add(KekPlace.ofLine(line)
                    .orElseThrow(() -> new IllegalStateException(data.masterKeyPlaces() + " has a line that names no"
                            + " place of a master key: " + line + "; write it as `file /path`, `environment NAME`,"
                            + " `credential NAME` or `vault MOUNT/KEY`")));
        }
        return places;
    }

    /** Writes them down, durably, in place of what was there. Blocks. */
    void remember(List<KekPlace> places) throws IOException {
        Path next = data.masterKeyPlaces().resolveSibling(data.masterKeyPlaces().getFileName() + ".new");
        Files.deleteIfExists(next);
        data.writeOwnersFile(
                next, String.join("\n", places.stream().map(KekPlace::line).toList()) + "\n");
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(next, data.masterKeyPlaces(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(data.root(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static KekPlace file(Path file) {
        return new KekPlace(Keeper.FILE, file.toAbsolutePath().normalize().toString());
    }
}
