package dev.portcullis.door.v1;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One route of this door.
 *
 * @param template its path, with variables in braces: {@code /v1/accounts/{account}/orders}
 * @param parameters the query parameters that it knows
 */
record Route(HttpMethod method, String template, Set<String> parameters, V1Handler handler) {
    static Route get(String template, Set<String> parameters, V1Handler handler) {
        return new Route(HttpMethod.GET, template, parameters, handler);
    }

    static Route post(String template, V1Handler handler) {
        return new Route(HttpMethod.POST, template, Set.of(), handler);
    }

    static Route patch(String template, Set<String> parameters, V1Handler handler) {
        return new Route(HttpMethod.PATCH, template, parameters, handler);
    }

    static Route delete(String template, Set<String> parameters, V1Handler handler) {
        return new Route(HttpMethod.DELETE, template, parameters, handler);
    }

    /** The values of the template's variables; empty when the path is another one. */
    Optional<Map<String, String>> match(String path) {
        List<String> wanted = segments(template);
        List<String> given = segments(path);
        if (wanted.size() != given.size()) {
            return Optional.empty();
        }
        Map<String, String> captures = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            if (segment.startsWith("{")) {
                captures.put(segment.substring(1, segment.length() - 1), given.get(i));
            } else if (!segment.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(captures);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
