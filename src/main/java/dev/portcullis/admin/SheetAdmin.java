package dev.portcullis.admin;

import dev.portcullis.admin.OperatorLog.Deed;
import dev.portcullis.identity.AppliedSheet;
import dev.portcullis.identity.DeskChange;
import dev.portcullis.identity.DeskResult;
import dev.portcullis.identity.DeskSheet;
import dev.portcullis.identity.DeskSheets.Missing;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.identity.Registry;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The whole desk but its secrets as a file: shown, compared, applied. */
public final class SheetAdmin {
    private final Registry registry;
    private final OperatorLog log;
    private final WaitingOrders waiting;

    /** @param waiting looked through after every sheet, for it may take rights away */
    public SheetAdmin(Registry registry, OperatorLog log, WaitingOrders waiting) {
        this.registry = registry;
        this.log = log;
        this.waiting = waiting;
    }

    /** The desk as YAML. */
    public Future<String> export() {
        return registry.sheets()
                .now()
                .map(sheet -> SheetWriter.write(sheet, registry.desk().unreadable()));
    }

    /** What {@link #apply} would do; fails with an {@link AdminRefusal} when it would refuse. */
    public Future<AppliedSheet> compare(String yaml, Missing missing) {
        DeskSheet wanted = SheetReader.read(yaml);
        return registry.sheets().compare(wanted, missing).compose(SheetAdmin::done);
    }

    /** Does all that the file says or nothing; each change is in the ledger, durable, before any takes effect. */
    public Future<AppliedSheet> apply(OperatorName by, String yaml, Missing missing) {
        DeskSheet wanted = SheetReader.read(yaml);
        return registry.sheets()
                .apply(wanted, missing, planned -> log.durable(deeds(by, yaml, missing, planned)))
                .compose(SheetAdmin::done)
                .onSuccess(applied -> waiting.reconsiderWaiting());
    }

    private static List<Deed> deeds(OperatorName by, String yaml, Missing missing, AppliedSheet planned) {
        List<DeskChange> changes =
                planned.changes().stream().filter(DeskChange::isChange).toList();
        Deed whole = new Deed(
                by,
                "apply",
                "sha256:" + sha256(yaml),
                changes.size() + " changes" + (missing == Missing.PRUNED ? ", with --prune" : ""));
        return Stream.concat(
                        Stream.of(whole),
                        changes.stream().map(change -> new Deed(by, "apply", change.subject(), change.line())))
                .toList();
    }

    /** Of the file's text, lower-case hex, as {@code sha256sum} says it. */
    public static String sha256(String yaml) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(yaml.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Future<AppliedSheet> done(DeskResult<AppliedSheet> result) {
        return result instanceof DeskResult.Done<AppliedSheet> done
                ? Future.succeededFuture(done.value())
                : Future.failedFuture(AdminRefusal.of((DeskResult.Refused<AppliedSheet>) result));
    }
}
