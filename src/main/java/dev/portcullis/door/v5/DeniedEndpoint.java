package dev.portcullis.door.v5;

import dev.portcullis.bybit.Endpoint;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.model.Rejection;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;

/** Says why an endpoint is not served, and which one may have been meant. */
final class DeniedEndpoint {
    /** What begins so moves money, makes debt or manages keys and accounts, but for the few reads in the table. */
    private static final List<String> NEVER = List.of(
            "/v5/asset/",
            "/v5/user/",
            "/v5/account/borrow",
            "/v5/account/repay",
            "/v5/account/quick-repayment",
            "/v5/account/upgrade",
            "/v5/crypto-loan",
            "/v5/ins-loan",
            "/v5/spot-lever-token",
            "/v5/broker/",
            "/v5/earn/");

    private DeniedEndpoint() {}

    /** @param path Bybit's path, as received */
    static Rejection.EndpointDenied of(HttpMethod method, String path) {
        return new Rejection.EndpointDenied(method + " " + path + " is not served by this gate: " + why(path));
    }

    private static String why(String path) {
        Optional<Endpoint> meant = EndpointTable.all().stream()
                .filter(endpoint -> endpoint.id().path().equalsIgnoreCase(path))
                .findFirst();
        if (meant.isPresent()) {
            return meant.get().id() + " is; method and path are matched letter by letter";
        }
        return NEVER.stream().anyMatch(path::startsWith)
                ? "what moves money, makes debt or manages keys never is"
                : "it is not in the table of endpoints that are";
    }
}
