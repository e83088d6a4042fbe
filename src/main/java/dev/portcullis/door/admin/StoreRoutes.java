package dev.portcullis.door.admin;

import dev.portcullis.admin.StoreAdmin;
import dev.portcullis.identity.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The routes about the sealed store as a whole. */
final class StoreRoutes {
    private static final int REASON_LENGTH_MAX = 500;

    private final StoreAdmin store;

    StoreRoutes(StoreAdmin store) {
        this.store = store;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.post("/admin/store/rotate-kek", Role.ADMIN, this::rotateKek),
                AdminRoute.post("/admin/store/accept", Role.ADMIN, this::accept));
    }

    private Future<JsonObject> rotateKek(Wish wish) {
        return store.rotateKek(wish.operator())
                .map(resealed -> new JsonObject()
                        .put("masterKey", resealed.place().toString())
                        .put("kekId", resealed.rotated().kekId())
                        .put("dataKeys", resealed.rotated().dataKeys())
                        .put("clientSecrets", resealed.rotated().clientSecrets()));
    }

    private Future<JsonObject> accept(Wish wish) {
        return store.accept(wish.operator(), wish.need("reason", StoreRoutes::reason))
                .map(accepted -> new JsonObject().put("accepted", true));
    }

    private static String reason(String text) {
        if (text.isBlank() || text.length() > REASON_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "must say in 1 to " + REASON_LENGTH_MAX + " characters what was looked at, and why it is right");
        }
        return text;
    }
}
