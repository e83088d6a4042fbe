package dev.portcullis.door.admin;

import dev.portcullis.admin.DeskAdmin;
import dev.portcullis.identity.NewOperator;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.identity.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;

/** The routes about operators. */
final class OperatorRoutes {
    private final DeskAdmin desk;

    OperatorRoutes(DeskAdmin desk) {
        this.desk = desk;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("/admin/operators", Role.VIEWER, wish -> Future.succeededFuture(list())),
                AdminRoute.post("/admin/operators", Role.ADMIN, this::add),
                AdminRoute.post(
                        "/admin/operators/:name/tokens",
                        Role.ADMIN,
                        wish -> desk.issueToken(wish.operator(), wish.inPath("name", OperatorName::new))
                                .map(issued -> new JsonObject()
                                        .put("id", issued.id().text())
                                        .put("token", issued.reveal()))),
                AdminRoute.delete(
                        "/admin/operators/:name",
                        Role.ADMIN,
                        wish -> desk.removeOperator(wish.operator(), wish.inPath("name", OperatorName::new))
                                .map(gone -> new JsonObject()
                                        .put("name", gone.name().text())
                                        .put("removed", true))));
    }

    private Future<JsonObject> add(Wish wish) {
        return desk.addOperator(
                        wish.operator(), wish.need("name", OperatorName::new), wish.need("role", OperatorRoutes::role))
                .map(OperatorRoutes::json);
    }

    private static Role role(String word) {
        return Role.ofText(word).orElseThrow(() -> new IllegalArgumentException("must be viewer, operator or admin"));
    }

    private static JsonObject json(NewOperator added) {
        return new JsonObject()
                .put("name", added.operator().name().text())
                .put("role", added.operator().role().text())
                .put("tokenId", added.token().id().text())
                .put("token", added.token().reveal());
    }

    private JsonObject list() {
        JsonArray operators = new JsonArray();
        desk.desk().operators().values().stream()
                .sorted(Comparator.comparing(operator -> operator.name().text()))
                .forEach(operator -> operators.add(new JsonObject()
                        .put("name", operator.name().text())
                        .put("role", operator.role().text())));
        return new JsonObject().put("operators", operators);
    }
}
