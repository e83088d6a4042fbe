package dev.portcullis.credential;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a master key is had from; says nothing of its bytes, so it may be written down and shown.
 *
 * @param keeper who keeps it
 * @param where a path, a variable's name, a service credential's name, or mount and key in Vault
 */
public record KekPlace(Keeper keeper, String where) {
    /** Who may keep a master key. */
    public enum Keeper {
        FILE,
        ENVIRONMENT,
        CREDENTIAL,
        VAULT;

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One line, as {@link #ofLine} reads it. */
    public String line() {
        return keeper.text() + " " + where;
    }

    /** What a line says; empty when it says no place. */
    public static Optional<KekPlace> ofLine(String line) {
        for (Keeper keeper : Keeper.values()) {
            String start = keeper.text() + " ";
            if (line.startsWith(start) && line.length() > start.length()) {
                return Optional.of(new KekPlace(keeper, line.substring(start.length())));
            }
        }
        return Optional.empty();
    }

    /** For a person. */
    @Override
    public String toString() {
        return switch (keeper) {
            case FILE -> "the file " + where;
            case ENVIRONMENT -> "the environment variable " + where;
            case CREDENTIAL -> "the service credential " + where;
            case VAULT -> "Vault's transit key " + where;
        };
    }
}
