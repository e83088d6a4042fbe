package dev.portcullis.risk;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.Symbol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is halted: the calls that fit every part that is given; with none given, everything.
 *
 * @param account null for all accounts
 * @param client null for all clients
 * @param symbol null for all symbols
 */
public record HaltScope(
        @Nullable AccountId account,
        @Nullable ClientId client,
        @Nullable Symbol symbol) {
    /** The whole desk. */
    public static final HaltScope EVERYTHING = new HaltScope(null, null, null);

    /** One account, whoever uses it. */
    public static HaltScope of(AccountId account) {
        return new HaltScope(account, null, null);
    }

    /** One client, whatever account it uses. */
    public static HaltScope of(ClientId client) {
        return new HaltScope(null, client, null);
    }

    /** One symbol on every account. */
    public static HaltScope of(Symbol symbol) {
        return new HaltScope(null, null, symbol);
    }

    /** Whether a call of that client on that account fits; a call without a symbol fits no halt of a symbol. */
    public boolean covers(ClientId byClient, AccountId onAccount, @Nullable Symbol inSymbol) {
        return (account == null || account.equals(onAccount))
                && (client == null || client.equals(byClient))
                && (symbol == null || symbol.equals(inSymbol));
    }

    /** In words: {@code everything}, {@code account alpha}, {@code client bot1 in BTCUSDT on account alpha}. */
    public String inWords() {
        if (equals(EVERYTHING)) {
            return "everything";
        }
        List<String> parts = new ArrayList<>();
        if (client != null) {
            parts.add("client " + client);
        }
        if (symbol != null) {
            parts.add(client == null ? "symbol " + symbol : "in " + symbol);
        }
        if (account != null) {
            parts.add(parts.isEmpty() ? "account " + account : "on account " + account);
        }
        return String.join(" ", parts);
    }

    /** The options of {@code halt} and {@code resume} that name this scope; empty for everything. */
    public String asOptions() {
        return (account == null ? "" : " --account " + account)
                + (client == null ? "" : " --client " + client)
                + (symbol == null ? "" : " --symbol " + symbol);
    }
}
