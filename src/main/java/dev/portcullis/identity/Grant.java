package dev.portcullis.identity;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.Scope;
import dev.portcullis.model.TradingRules;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client may do on an account; without a grant it may do nothing.
 *
 * @param scopes at least one
 * @param limits the desk's limits for this client on this account
 * @param credential the one that signs for this client; null for the account's active one
 * @param rules what its orders on this account may be
 */
public record Grant(
        ClientId client,
        AccountId account,
        Set<Scope> scopes,
        DeskLimits limits,
        @Nullable CredentialId credential,
        TradingRules rules) {
    /** A grant without rules for orders. */
    public Grant(
            ClientId client,
            AccountId account,
            Set<Scope> scopes,
            DeskLimits limits,
            @Nullable CredentialId credential) {
        this(client, account, scopes, limits, credential, TradingRules.NONE);
    }

    /** @throws IllegalArgumentException when there is no scope */
    public Grant {
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("a grant needs at least one scope of " + allScopes());
        }
        scopes = Set.copyOf(scopes);
    }

    /** The same grant under other rules. */
    Grant with(TradingRules others) {
        return new Grant(client, account, scopes, limits, credential, others);
    }

    /** Whether the grant covers the scope: trade includes cancel. */
    public boolean covers(Scope wanted) {
        return scopes.stream().anyMatch(scope -> scope.covers(wanted));
    }

    /** The scopes in words, always in the same order, joined by a comma. */
    public String scopesText() {
        return words(EnumSet.copyOf(scopes), ",");
    }

    /**
     * Reads scopes joined by a comma, such as {@code read,trade}.
     *
     * @throws IllegalArgumentException naming the word that is no scope
     */
    public static Set<Scope> readScopes(String words) {
        return Arrays.stream(words.split(",", -1))
                .map(String::strip)
                .map(word -> Scope.ofText(word)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "\"" + word + "\" is not a scope; the scopes are " + allScopes())))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }

    static String allScopes() {
        return words(EnumSet.allOf(Scope.class), ", ");
    }

    private static String words(Set<Scope> scopes, String separator) {
        return scopes.stream().map(Scope::text).collect(Collectors.joining(separator));
    }
}
