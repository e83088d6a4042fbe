package dev.portcullis.gate;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.Symbol;
import dev.portcullis.risk.Halt;
import dev.portcullis.risk.HaltMode;
import dev.portcullis.risk.HaltScope;
import dev.portcullis.risk.HaltStore;
import dev.portcullis.store.Row;
import dev.portcullis.store.Sql;
import dev.portcullis.store.Store;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps halts in the desk's store: the kind says which parts a scope has, the key is the parts, blank for none. */
final class StoredHalts implements HaltStore {
    private static final String KIND = "account client symbol";

    private final Store store;

    StoredHalts(Store store) {
        this.store = store;
    }

    @Override
    public Future<List<Halt>> all() {
        return store.query(Sql.of("SELECT scope_key, mode, set_by, set_at FROM halts"))
                .map(rows -> rows.stream().map(StoredHalts::halt).toList());
    }

    @Override
    public Future<Void> put(Halt halt) {
        Sql insert = Sql.of(
                "INSERT INTO halts (scope_kind, scope_key, mode, set_by, set_at) VALUES (?, ?, ?, ?, ?)",
                KIND,
                keyOf(halt.scope()),
                halt.mode().text(),
                halt.operator(),
                halt.since().toEpochMilli());
        return store.atomically(List.of(delete(halt.scope()), insert));
    }

    @Override
    public Future<Void> remove(HaltScope scope) {
        return store.update(delete(scope)).mapEmpty();
    }

    private static Sql delete(HaltScope scope) {
        return Sql.of("DELETE FROM halts WHERE scope_kind = ? AND scope_key = ?", KIND, keyOf(scope));
    }

    private static String keyOf(HaltScope scope) {
        return text(scope.account()) + " " + text(scope.client()) + " " + text(scope.symbol());
    }

    private static String text(@Nullable Record part) {
        return part == null ? "" : part.toString();
    }

    private static Halt halt(Row row) {
        String[] parts = row.text("scope_key").split(" ", -1);
        HaltScope scope = new HaltScope(
                parts[0].isEmpty() ? null : new AccountId(parts[0]),
                parts[1].isEmpty() ? null : new ClientId(parts[1]),
                parts[2].isEmpty() ? null : new Symbol(parts[2]));
        HaltMode mode = HaltMode.ofText(row.text("mode")).orElse(HaltMode.CANCEL_ONLY);
        return new Halt(scope, mode, row.text("set_by"), "", Instant.ofEpochMilli(row.number("set_at")));
    }
}
