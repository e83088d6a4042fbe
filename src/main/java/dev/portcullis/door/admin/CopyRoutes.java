package dev.portcullis.door.admin;

import dev.portcullis.admin.BackupAdmin;
import dev.portcullis.admin.BackupAdmin.Progress;
import dev.portcullis.admin.DeskCopies;
import dev.portcullis.admin.SheetAdmin;
import dev.portcullis.identity.AppliedSheet;
import dev.portcullis.identity.DeskChange;
import dev.portcullis.identity.DeskSheets.Missing;
import dev.portcullis.identity.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The routes that take the desk out of the gate and bring it in: as a file, and as a backup. */
final class CopyRoutes {
    private final DeskCopies copies;

    CopyRoutes(DeskCopies copies) {
        this.copies = copies;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get(
                        "/admin/desk",
                        Role.VIEWER,
                        wish -> copies.sheet()
                                .export()
                                .map(yaml ->
                                        new JsonObject().put("yaml", yaml).put("sha256", SheetAdmin.sha256(yaml)))),
                AdminRoute.post("/admin/desk/apply", Role.ADMIN, this::apply),
                AdminRoute.get(
                        "/admin/backup",
                        Role.VIEWER,
                        wish -> Future.succeededFuture(json(copies.backup().progress()))),
                AdminRoute.post("/admin/backup", Role.ADMIN, this::backup));
    }

    private Future<JsonObject> apply(Wish wish) {
        String yaml = wish.need("yaml", Function.identity());
        Missing missing = wish.flag("prune") ? Missing.PRUNED : Missing.KEPT;
        boolean isDryRun = wish.flag("dryRun");
        Future<AppliedSheet> applied = isDryRun
                ? copies.sheet().compare(yaml, missing)
                : copies.sheet().apply(wish.operator(), yaml, missing);
        return applied.map(done -> json(done)
                .put("dryRun", isDryRun)
                .put("changed", done.changesSomething())
                .put("sha256", SheetAdmin.sha256(yaml)));
    }

    private static JsonObject json(AppliedSheet applied) {
        JsonArray changes = new JsonArray();
        applied.changes().forEach(change -> changes.add(json(change)));
        return new JsonObject().put("changes", changes).put("next", new JsonArray(applied.next()));
    }

    private static JsonObject json(DeskChange change) {
        JsonObject line = new JsonObject()
                .put("kind", change.kind().name().toLowerCase(Locale.ROOT))
                .put("subject", change.subject())
                .put("detail", change.detail());
        change.widens().ifPresent(what -> line.put("widens", what));
        return line.put("line", change.line());
    }

    private Future<JsonObject> backup(Wish wish) {
        return copies.backup().begin(wish.operator(), wish.need("to", Path::of)).map(CopyRoutes::json);
    }

    private static JsonObject json(Progress progress) {
        if (progress instanceof Progress.Running running) {
            return state("running").put("folder", running.folder().toString());
        }
        if (progress instanceof Progress.Failed failed) {
            return state("failed").put("folder", failed.folder().toString()).put("why", failed.why());
        }
        if (progress instanceof Progress.Done done) {
            BackupAdmin.Made made = done.made();
            return state("done")
                    .put("folder", made.folder().toString())
                    .put("files", made.files())
                    .put("bytes", made.bytes())
                    .put("records", made.records());
        }
        return state("none");
    }

    private static JsonObject state(String word) {
        return new JsonObject().put("state", word);
    }
}
