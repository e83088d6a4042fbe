package dev.portcullis.gate;

import dev.portcullis.admin.Doctor.Finding;
import dev.portcullis.admin.Doctor.Severity;
import dev.portcullis.credential.CredentialHead;
import dev.portcullis.credential.VaultHmac;
import dev.portcullis.credential.VaultHmacKey;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Has Vault make one HMAC with each key that signs there, and says what is in the way, or how long it took. */
final class VaultExamination {
    private static final long SLOW_MILLIS = 100;

    private final Inside inside;
    private final VaultSignatures vault;

    VaultExamination(Inside inside) {
        this.inside = inside;
        this.vault =
                new VaultSignatures(inside.ground().vertx(), inside.ground().settings());
    }

    Future<List<Finding>> findings() {
        Future<List<Finding>> all = Future.succeededFuture(new ArrayList<>());
        for (String key : keysInUse()) {
            all = all.compose(found -> one(VaultHmacKey.ofText(key, "")).map(next -> {
                found.add(next);
                return found;
            }));
        }
        return all;
    }

    private Set<String> keysInUse() {
        Set<String> keys = new TreeSet<>();
        inside.credentials().list().stream()
                .filter(head -> head.state().signs())
                .map(CredentialHead::vaultKey)
                .flatMap(Optional::stream)
                .forEach(key -> keys.add(key.text()));
        return keys;
    }

    private Future<Finding> one(VaultHmacKey key) {
        String check = "vault " + key;
        Optional<VaultHmac> known = vault.get();
        if (known.isEmpty()) {
            return Future.succeededFuture(new Finding(
                    check,
                    Severity.ERROR,
                    "the configuration names no Vault, so nothing is signed with this key",
                    "set master-key.vault.url"));
        }
        long askedNanos = now();
        return known.get()
                .probe(key)
                .map(made -> took(check, TimeUnit.NANOSECONDS.toMillis(now() - askedNanos)))
                .otherwise(failed -> new Finding(
                        check,
                        Severity.ERROR,
                        String.valueOf(failed.getMessage()),
                        "orders of its account are not sent until then"));
    }

    /** The first time of a connection; those that follow are faster. */
    private static Finding took(String check, long millis) {
        return millis < SLOW_MILLIS
                ? Finding.ok(check, "it signs; one took " + millis + " ms with a new connection")
                : new Finding(
                        check,
                        Severity.WARNING,
                        "it signs, but one took " + millis + " ms with a new connection; every order waits for one",
                        "put Vault nearer to the gate, or use a key whose secret the gate keeps");
    }

    private long now() {
        return inside.ground().time().nanoTicker().getAsLong();
    }
}
