package dev.portcullis.door.admin;

import dev.portcullis.admin.AdminRefusal;
import dev.portcullis.door.ConnectionGuard;
import dev.portcullis.identity.Identification;
import dev.portcullis.identity.Operator;
import dev.portcullis.identity.Registry;
import dev.portcullis.identity.Role;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operators' listener: health for everybody, all else for operators with a token and the role for it. */
public final class AdminListener extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AdminListener.class);
    private static final String BEARER = "Bearer ";

    /** What the open routes show. */
    public record Vitals(Supplier<JsonObject> ready, Supplier<String> metrics) {}

    private final HttpServerOptions options;
    private final ConnectionGuard guard;
    private final Registry registry;
    private final Vitals vitals;
    private final List<AdminRoute> routes;
    private @Nullable HttpServer server;

    /**
     * A listener for these actions.
     *
     * @param options made by {@link dev.portcullis.door.DataListener#options}
     * @param guard of this listener alone
     */
    public AdminListener(
            HttpServerOptions options, ConnectionGuard guard, Registry registry, Vitals vitals, AdminActions actions) {
        this.options = options;
        this.guard = guard;
        this.registry = registry;
        this.vitals = vitals;
        this.routes = actions.routes();
    }

    /** The port that was bound. */
    public int port() {
        return server == null ? -1 : server.actualPort();
    }

    /** Shows and believes other certificates from the next connection on; those that are open stay. */
    public Future<Boolean> secureWith(ServerSSLOptions tls) {
        return server == null ? Future.succeededFuture(false) : server.updateSSLOptions(tls);
    }

    @Override
    public Future<?> start() {
        HttpServer starting = guard.guarded(vertx.createHttpServer(options), router()::handle);
        server = starting;
        return starting.listen();
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.errorHandler(404, context -> problem(context, 404, "there is nothing at this path", new JsonArray()));
        router.errorHandler(405, context -> problem(context, 405, "this method is not served here", new JsonArray()));
        router.errorHandler(500, this::failed);
        router.get("/health/live").handler(context -> json(context, new JsonObject().put("live", true)));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
        routes.forEach(route -> router.route(route.method(), route.path()).handler(context -> arrived(context, route)));
        return router;
    }

    private void ready(RoutingContext context) {
        JsonObject ready = vitals.ready().get();
        context.response().setStatusCode(ready.getBoolean("ready", false) ? 200 : 503);
        json(context, ready);
    }

    private void metrics(RoutingContext context) {
        if (operator(context, Role.VIEWER) != null) {
            String metrics = vitals.metrics().get();
            answer(context, "text/plain; version=0.0.4; charset=utf-8", Buffer.buffer(metrics));
        }
    }

    /** Nothing of a body is read for somebody who may not ask. */
    private void arrived(RoutingContext context, AdminRoute route) {
        Operator operator = operator(context, route.role());
        if (operator != null) {
            guard.wholeBody(context.request()).onSuccess(body -> act(context, route, operator, body));
        }
    }

    private void act(RoutingContext context, AdminRoute route, Operator operator, Buffer body) {
        Future<Void> answered = done(context, route, operator, body)
                .transform(done -> done.succeeded() ? json(context, done.result()) : refused(context, done.cause()));
        guard.serves(context.request(), answered);
    }

    private static Future<JsonObject> done(RoutingContext context, AdminRoute route, Operator operator, Buffer body) {
        try {
            return route.action().act(wish(context, operator, body));
        } catch (RuntimeException unreadableOrBug) {
            return Future.failedFuture(unreadableOrBug);
        }
    }

    private static Wish wish(RoutingContext context, Operator operator, Buffer body) {
        Map<String, String> query = new HashMap<>();
        context.queryParams().forEach(entry -> query.put(entry.getKey(), entry.getValue()));
        return new Wish(operator.name(), context.pathParams(), query, jsonOf(body));
    }

    private static JsonObject jsonOf(Buffer body) {
        if (body.length() == 0) {
            return new JsonObject();
        }
        try {
            if (body.toJsonValue() instanceof JsonObject object) {
                return object;
            }
        } catch (DecodeException e) {
            throw new Wish.Unreadable("body", "is no JSON");
        }
        throw new Wish.Unreadable("body", "is no JSON object");
    }

    /** Null when the request was refused; its connection ends, for its body may still be on the way. */
    private @Nullable Operator operator(RoutingContext context, Role needed) {
        String authorization = context.request().getHeader("Authorization");
        Presented shown = authorization != null && authorization.startsWith(BEARER)
                ? new Presented.Token(authorization.substring(BEARER.length()).strip())
                : new Presented.Nothing();
        Identification.OfOperator who = registry.identifyOperator(shown);
        if (who instanceof Identification.OfOperator.Refusal refusal) {
            Rejection rejection = refusal.rejection();
            guard.refuse(context.request(), 401, rejection.detail());
            return null;
        }
        Operator operator = ((Identification.OfOperator.Known) who).operator();
        if (operator.role().includes(needed)) {
            return operator;
        }
        String why = "this needs the role " + needed.text() + "; " + operator.name() + " is "
                + operator.role().text();
        guard.refuse(context.request(), 403, why);
        return null;
    }

    private Future<Void> refused(RoutingContext context, Throwable cause) {
        if (cause instanceof AdminRefusal refusal) {
            return problem(context, statusOf(refusal.reason()), refusal.getMessage(), new JsonArray());
        }
        if (cause instanceof Wish.Unreadable unreadable) {
            JsonObject error =
                    new JsonObject().put("pointer", unreadable.pointer()).put("detail", unreadable.detail());
            return problem(context, 400, "the request cannot be read", new JsonArray().add(error));
        }
        if (cause instanceof dev.portcullis.credential.CredentialException credential) {
            return problem(context, 409, credential.getMessage(), new JsonArray());
        }
        LOG.error("an admin request failed; this is a bug of the gate", cause);
        return problem(context, 500, "the gate failed; the log says why", new JsonArray());
    }

    private static int statusOf(AdminRefusal.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> 404;
            case INVALID -> 422;
            case CONFLICT -> 409;
            case UNAVAILABLE -> 503;
        };
    }

    private void failed(RoutingContext context) {
        LOG.error("an admin request failed; this is a bug of the gate", context.failure());
        problem(context, 500, "the gate failed; the log says why", new JsonArray());
    }

    private Future<Void> problem(RoutingContext context, int status, @Nullable String detail, JsonArray errors) {
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("status", status)
                .put("detail", detail)
                .put("errors", errors);
        context.response().setStatusCode(status);
        return answer(context, "application/problem+json", problem.toBuffer());
    }

    private Future<Void> json(RoutingContext context, JsonObject body) {
        return answer(context, "application/json", body.toBuffer());
    }

    private Future<Void> answer(RoutingContext context, String contentType, Buffer body) {
        Future<Void> left =
                context.response().putHeader("Content-Type", contentType).end(body);
        guard.serves(context.request(), left);
        return left;
    }
}
