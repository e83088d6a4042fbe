package dev.portcullis.sandbox.endpoint;

import dev.portcullis.sandbox.limit.Quota;
import dev.portcullis.sandbox.wire.RetCode;
import java.util.List;
import java.util.Set;

/**
 * Endpoints that move money or positions, make debt or change keys. They exist only so that the journal counts who
 * reaches them; whoever does is refused, whatever the key may do (classes of docs:v5/asset, v5/user, v5/account).
 */
public final class NeverReached {
    private static final List<String> ALL = List.of(
            "/v5/asset/withdraw/create",
            "/v5/asset/withdraw/cancel",
            "/v5/asset/transfer/inter-transfer",
            "/v5/asset/transfer/universal-transfer",
            "/v5/asset/transfer/save-transfer-sub-member",
            "/v5/asset/exchange/convert-execute",
            "/v5/user/create-sub-member",
            "/v5/user/create-sub-api",
            "/v5/user/update-api",
            "/v5/user/update-sub-api",
            "/v5/user/delete-api",
            "/v5/user/delete-sub-api",
            "/v5/user/frozen-sub-member",
            "/v5/user/del-submember",
            "/v5/position/move-positions",
            "/v5/account/borrow",
            "/v5/account/repay",
            "/v5/account/upgrade-to-uta");

    private NeverReached() {}

    /** Their paths. */
    public static List<String> paths() {
        return ALL;
    }

    static List<Route> routes() {
        return ALL.stream().map(NeverReached::route).toList();
    }

    private static Route route(String path) {
        Route.Step refuse = (caller, params) -> {
            throw RetCode.FORBIDDEN_HERE.refusal();
        };
        return new Route.Signed("POST", path, category -> Set.of(), new Quota.Shared(5), new Route.Single(refuse));
    }
}
