package dev.portcullis.identity;

import dev.portcullis.model.TokenId;
import dev.portcullis.store.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Remembers when each token was last used and writes that down now and then: no call waits for it. */
final class LastUse {
    private final Map<TokenId, AtomicLong> usedAtMillis = new ConcurrentHashMap<>();

    void used(TokenId token, long nowMillis) {
        AtomicLong known = usedAtMillis.get(token);
        if (known == null) {
            known = usedAtMillis.computeIfAbsent(token, id -> new AtomicLong());
        }
        known.setOpaque(nowMillis);
    }

    /** Takes what was noted since the last time, as statements. */
    List<Sql> drain() {
        List<Sql> statements = new ArrayList<>();
        usedAtMillis.forEach((token, millis) -> {
            if (usedAtMillis.remove(token, millis)) {
                statements.add(statement(token, millis.get()));
            }
        });
        return statements;
    }

    private static Sql statement(TokenId token, long millis) {
        return Sql.of(
                "UPDATE tokens SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)",
                millis,
                token.text(),
                millis);
    }
}
