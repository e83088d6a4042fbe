package dev.portcullis.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator may do; each role may do all that the ones before it may. */
public enum Role {
    /** Looks: lists, status, metrics, the audit trail; never a secret, for there is none to see. */
    VIEWER,
    /** Acts on trading: halt and resume, cancel, resolve an order, check and rotate keys. */
    OPERATOR,
    /** Changes who may do what: accounts, keys, clients, grants, tokens, operators. */
    ADMIN;

    /** The word in commands, in the store and in errors. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an operator of this role may do what needs {@code needed}. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The role with this word, or empty. */
    public static Optional<Role> ofText(String word) {
        return Arrays.stream(values()).filter(role -> role.text().equals(word)).findFirst();
    }
}
