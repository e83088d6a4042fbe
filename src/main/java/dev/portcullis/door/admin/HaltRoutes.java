package dev.portcullis.door.admin;

import dev.portcullis.admin.HaltAdmin;
import dev.portcullis.identity.Role;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.Symbol;
import dev.portcullis.risk.Halt;
import dev.portcullis.risk.HaltMode;
import dev.portcullis.risk.HaltScope;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The routes that stop orders and let them pass again. */
final class HaltRoutes {
    private final HaltAdmin halts;

    HaltRoutes(HaltAdmin halts) {
        this.halts = halts;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("/admin/halts", Role.VIEWER, wish -> Future.succeededFuture(list())),
                AdminRoute.post("/admin/halt", Role.OPERATOR, this::halt),
                AdminRoute.post("/admin/resume", Role.OPERATOR, this::resume));
    }

    private Future<JsonObject> halt(Wish wish) {
        HaltMode mode = wish.may("mode", HaltRoutes::mode).orElse(HaltMode.CANCEL_ONLY);
        String reason = wish.may("reason", word -> word).orElse("");
        return halts.halt(wish.operator(), scope(wish), mode, reason)
                .map(halted -> json(halted.halt()).put("takenOut", halted.takenOut()));
    }

    private Future<JsonObject> resume(Wish wish) {
        return halts.resume(wish.operator(), scope(wish))
                .map(lifted -> json(lifted).put("lifted", true));
    }

    private static HaltMode mode(String word) {
        return HaltMode.ofText(word)
                .orElseThrow(() -> new IllegalArgumentException("must be cancel-only or reduce-only"));
    }

    private static HaltScope scope(Wish wish) {
        return new HaltScope(
                wish.may("account", AccountId::new).orElse(null),
                wish.may("client", ClientId::new).orElse(null),
                wish.may("symbol", Symbol::new).orElse(null));
    }

    private JsonObject list() {
        JsonArray standing = new JsonArray();
        halts.standing().forEach(halt -> standing.add(json(halt)));
        return new JsonObject().put("halts", standing);
    }

    static JsonObject json(Halt halt) {
        return new JsonObject()
                .put("scope", halt.scope().inWords())
                .put("mode", halt.mode().text())
                .put("operator", halt.operator())
                .put("since", halt.since().toString());
    }
}
