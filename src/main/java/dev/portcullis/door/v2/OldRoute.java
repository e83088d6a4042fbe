package dev.portcullis.door.v2;

import io.vertx.core.http.HttpMethod;

/** One endpoint of the old API, by exact method and path. */
record OldRoute(HttpMethod method, String path, OldFamily family, OldHandler handler) {
    static OldRoute get(String path, OldFamily family, OldHandler handler) {
        return new OldRoute(HttpMethod.GET, path, family, handler);
    }

    static OldRoute post(String path, OldFamily family, OldHandler handler) {
        return new OldRoute(HttpMethod.POST, path, family, handler);
    }
}
