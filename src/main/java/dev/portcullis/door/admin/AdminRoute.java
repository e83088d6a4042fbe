package dev.portcullis.door.admin;

import dev.portcullis.identity.Role;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;

/**
 * One thing that operators may ask.
 *
 * @param method of the request
 * @param path with {@code :name} for each part that varies
 * @param role the least that an operator must be
 * @param action what is done
 */
record AdminRoute(HttpMethod method, String path, Role role, Action action) {
    /** Does it; a failure is an {@link dev.portcullis.admin.AdminRefusal}, an unreadable wish, or a bug. */
    @FunctionalInterface
    interface Action {
        Future<JsonObject> act(Wish wish);
    }

    static AdminRoute get(String path, Role role, Action action) {
        return new AdminRoute(HttpMethod.GET, path, role, action);
    }

    static AdminRoute post(String path, Role role, Action action) {
        return new AdminRoute(HttpMethod.POST, path, role, action);
    }

    static AdminRoute delete(String path, Role role, Action action) {
        return new AdminRoute(HttpMethod.DELETE, path, role, action);
    }
}
