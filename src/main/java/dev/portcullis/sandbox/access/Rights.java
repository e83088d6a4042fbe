package dev.portcullis.sandbox.access;

import java.util.Set;

/**
 * What a key may do.
 *
 * @param permissions the rights it has
 * @param scope whether it may write at all
 */
public record Rights(Set<Permission> permissions, Scope scope) {
    /** Every trading right, reading and writing. */
    public static final Rights TRADING = new Rights(Permission.TRADING, Scope.READ_WRITE);

    /** Whether a key writes or only reads: {@code readOnly} in query-api. */
    public enum Scope {
        /** readOnly 0. */
        READ_WRITE,
        /** readOnly 1. */
        READ_ONLY
    }

    /** Copies the permissions. */
    public Rights {
        permissions = Set.copyOf(permissions);
    }

    /** The same permissions, for reading only. */
    public Rights readOnly() {
        return new Rights(permissions, Scope.READ_ONLY);
    }

    /** Whether any of these is among the permissions; true when none is asked for. */
    public boolean anyOf(Set<Permission> asked) {
        return asked.isEmpty() || asked.stream().anyMatch(permissions::contains);
    }

    /** Whether it may write. */
    public boolean mayWrite() {
        return scope == Scope.READ_WRITE;
    }
}
