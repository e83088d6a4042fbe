package dev.portcullis.door.admin;

import dev.portcullis.admin.KeyAdmin;
import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.credential.CredentialHead;
import dev.portcullis.credential.Finding;
import dev.portcullis.credential.VaultHmacKey;
import dev.portcullis.model.AccountId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The one table of keys, as {@code key list} and {@code doctor} show it; never a secret. */
final class KeyTable {
    private final KeyAdmin keys;

    KeyTable(KeyAdmin keys) {
        this.keys = keys;
    }

    /** A row for every key, revoked ones too. */
    JsonArray rows(Optional<AccountId> only) {
        JsonArray rows = new JsonArray();
        keys.list().stream()
                .filter(head -> only.isEmpty() || head.place().account().equals(only.get()))
                .forEach(head -> rows.add(keys.known(head.id()).map(this::row).orElseGet(() -> head(head))));
        return rows;
    }

    /** What the store shows of a key. */
    JsonObject head(CredentialHead head) {
        return new JsonObject()
                .put("id", head.id().text())
                .put("account", head.place().account().text())
                .put("environment", head.place().environment().text())
                .put("label", head.place().label())
                .put("apiKey", head.apiKey().shortened())
                .put("algorithm", head.signsBy())
                .put("vaultKey", head.vaultKey().map(VaultHmacKey::text).orElse(null))
                .put("state", head.state().text());
    }

    /** The same with what Bybit said of it last. */
    JsonObject row(KeyAdmin.Checked checked) {
        KeyFacts facts = checked.facts().report().key();
        JsonArray rights = new JsonArray();
        facts.rights().permissions().forEach((group, members) -> rights.add(group + members));
        Instant expiresAt = facts.expiresAt();
        Optional<Finding> worst = worstOf(checked);
        return head(checked.facts().head())
                .put("health", worst.map(Finding::what).orElse("ok"))
                .put("trouble", worst.map(KeyTable::troubleOf).orElse(null))
                .put("remedy", worst.map(Finding::remedy).orElse(null))
                .put("uid", facts.uid())
                .put("readOnly", facts.rights().readOnly())
                .put("rights", rights)
                .put("ips", new JsonArray(List.copyOf(facts.ips())))
                .put(
                        "daysLeft",
                        keys.leftOf(checked.facts()).map(Duration::toDays).orElse(null))
                .put("expiresAt", expiresAt == null ? null : expiresAt.toString())
                .put("vipLevel", facts.owner().vipLevel())
                .put("lastSeen", keys.seenAt(checked.facts()).toString())
                .put("ageDays", keys.ageOf(checked.facts().head()).toDays());
    }

    private static Optional<Finding> worstOf(KeyAdmin.Checked checked) {
        return checked.findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.NOTE)
                .findFirst();
    }

    private static String troubleOf(Finding finding) {
        return finding.trouble() == null ? "" : finding.trouble().word();
    }

    static JsonArray findings(List<Finding> findings) {
        JsonArray all = new JsonArray();
        findings.forEach(finding -> all.add(new JsonObject()
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("what", finding.what())
                .put("remedy", finding.remedy())));
        return all;
    }
}
