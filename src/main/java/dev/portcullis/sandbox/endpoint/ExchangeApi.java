package dev.portcullis.sandbox.endpoint;

import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.Accounts;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.Gatekeeper;
import dev.portcullis.sandbox.access.Permission;
import dev.portcullis.sandbox.limit.Allowance;
import dev.portcullis.sandbox.limit.UidLimits;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Envelope;
import dev.portcullis.sandbox.wire.Line;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.Refusal;
import dev.portcullis.sandbox.wire.RetCode;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers requests as Bybit does: route, sender, rights, window, then the endpoint itself. */
public final class ExchangeApi {
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED = 401;

    private final RouteTable routes;
    private final Accounts accounts;
    private final Gatekeeper gatekeeper;
    private final UidLimits limits;
    private final InstantSource serverClock;

    /** An API over these parts. */
    public ExchangeApi(
            RouteTable routes, Accounts accounts, Gatekeeper gatekeeper, UidLimits limits, InstantSource serverClock) {
        this.routes = routes;
        this.accounts = accounts;
        this.gatekeeper = gatekeeper;
        this.limits = limits;
        this.serverClock = serverClock;
    }

    /** What the exchange says; carries out what was asked. */
    public ApiAnswer answer(ApiRequest request) {
        Optional<Route> route = routes.find(request.method(), request.path());
        if (route.isEmpty()) {
            return new ApiAnswer(NOT_FOUND, Map.of(), Envelope.refused(RetCode.NO_ROUTE.refusal()));
        }
        if (route.get() instanceof Route.Signed signed) {
            return answerSigned(signed, request);
        }
        return answerOpen((Route.Open) route.get(), request);
    }

    private static ApiAnswer answerOpen(Route.Open route, ApiRequest request) {
        try {
            return ApiAnswer.ok(Map.of(), route.answer().apply(Params.ofQuery(request.rawQuery())));
        } catch (Refusal refusal) {
            return ApiAnswer.ok(Map.of(), Envelope.refused(refusal));
        }
    }

    private ApiAnswer answerSigned(Route.Signed route, ApiRequest request) {
        if (!request.auth().complete()) {
            return new ApiAnswer(UNAUTHORIZED, Map.of(), Envelope.refused(incompleteHeaders()));
        }
        try {
            Caller caller = admit(route, request);
            Params params = params(request);
            return answerInWindow(route, caller, params);
        } catch (Refusal refusal) {
            return ApiAnswer.ok(Map.of(), Envelope.refused(refusal));
        }
    }

    private Caller admit(Route.Signed route, ApiRequest request) {
        ApiKey key = gatekeeper.admit(request.signed());
        Account account = accounts.account(key.uid()).orElseThrow(RetCode.UNKNOWN_KEY::refusal);
        if (route.writes() && !key.rights().mayWrite()) {
            throw RetCode.NO_PERMISSION.refusal();
        }
        return new Caller(account, key);
    }

    private ApiAnswer answerInWindow(Route.Signed route, Caller caller, Params params) {
        Optional<Category> category = category(params);
        Set<Permission> needed = route.needs().apply(category);
        if (!caller.key().rights().anyOf(needed)) {
            throw RetCode.NO_PERMISSION.refusal();
        }
        Allowance allowance =
                take(route, caller, params, category.map(Category::line).orElse(Line.DERIVATIVES));
        Map<String, String> headers = allowance.headers(serverClock.millis());
        try {
            return ApiAnswer.ok(headers, step(route, caller, params, allowance));
        } catch (Refusal refusal) {
            return ApiAnswer.ok(headers, Envelope.refused(refusal));
        }
    }

    private Allowance take(Route.Signed route, Caller caller, Params params, Line line) {
        UidLimits.Visit visit =
                new UidLimits.Visit(caller.uid(), caller.account().vipLevel(), route.path(), line, route.quota());
        return route.action() instanceof Route.Several several
                ? limits.takePartly(visit, several.batch().cost(params))
                : limits.takeWhole(visit, 1);
    }

    private static Envelope step(Route.Signed route, Caller caller, Params params, Allowance allowance) {
        if (allowance.granted() == 0) {
            throw RetCode.TOO_MANY_VISITS.refusal();
        }
        if (route.action() instanceof Route.Several several) {
            return several.batch().answer(caller, params, allowance.granted());
        }
        return ((Route.Single) route.action()).answer().answer(caller, params);
    }

    private static Params params(ApiRequest request) {
        return request.isGet()
                ? Params.ofQuery(request.rawQuery())
                : Params.ofBody(request.body().getBytes());
    }

    private static Optional<Category> category(Params params) {
        return Category.of(params.text("category"));
    }

    private static Refusal incompleteHeaders() {
        return RetCode.PARAMETER.refusal(
                "params error: X-BAPI-API-KEY, X-BAPI-TIMESTAMP and X-BAPI-SIGN are required headers");
    }
}
