package dev.portcullis.door.admin;

import dev.portcullis.admin.AdminRefusal;
import dev.portcullis.identity.Identification;
import dev.portcullis.identity.Operator;
import dev.portcullis.identity.Registry;
import dev.portcullis.identity.Role;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operators' listener: health for everybody, all else for operators with a token and the role for it. */
public final class AdminListener extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AdminListener.class);
    private static final int BODY_BYTES_MAX = 64 << 10;
    private static final String BEARER = "Bearer ";

    /** What the open routes show. */
    public record Vitals(Supplier<JsonObject> ready, Supplier<String> metrics) {}

    private final HttpServerOptions options;
    private final Registry registry;
    private final Vitals vitals;
    private final List<AdminRoute> routes;
    private @Nullable HttpServer server;

    /**
     * A listener for these actions.
     *
     * @param options made by {@link AdminListener#options}
     */
    public AdminListener(HttpServerOptions options, Registry registry, Vitals vitals, AdminActions actions) {
        this.options = options;
        this.registry = registry;
        this.vitals = vitals;
        this.routes = actions.routes();
    }

    /** The port that was bound. */
    public int port() {
        return server == null ? -1 : server.actualPort();
    }

    /** The options of a listener at that host and port. */
    public static HttpServerOptions options(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(60);
    }

    /** Shows and believes other certificates from the next connection on; those that are open stay. */
    public Future<Boolean> secureWith(ServerSSLOptions tls) {
        return server == null ? Future.succeededFuture(false) : server.updateSSLOptions(tls);
    }

    @Override
    public Future<?> start() {
        server = vertx.createHttpServer(options)
                .exceptionHandler(AdminListener::quietly)
                .requestHandler(router());
        return server.listen();
    }

    /** What peers do to their connections is no fault of the gate. */
    private static void quietly(Throwable broken) {
        LOG.debug("a connection broke: {}", broken.getClass().getSimpleName());
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.errorHandler(404, context -> problem(context, 404, "there is nothing at this path", new JsonArray()));
        router.errorHandler(405, context -> problem(context, 405, "this method is not served here", new JsonArray()));
        router.errorHandler(413, context -> problem(context, 413, "the body is too long", new JsonArray()));
        router.errorHandler(500, AdminListener::failed);
        router.get("/health/live").handler(context -> json(context, new JsonObject().put("live", true)));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
        router.route("/admin/*").handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX));
        routes.forEach(route -> router.route(route.method(), route.path()).handler(context -> act(context, route)));
        return router;
    }

    private void ready(RoutingContext context) {
        JsonObject ready = vitals.ready().get();
        context.response().setStatusCode(ready.getBoolean("ready", false) ? 200 : 503);
        json(context, ready);
    }

    private void metrics(RoutingContext context) {
        if (operator(context, Role.VIEWER) != null) {
            context.response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(vitals.metrics().get());
        }
    }

    private void act(RoutingContext context, AdminRoute route) {
        Operator operator = operator(context, route.role());
        if (operator == null) {
            return;
        }
        done(context, route, operator).onComplete(result -> {
            if (result.succeeded()) {
                json(context, result.result());
            } else {
                refused(context, result.cause());
            }
        });
    }

    private static Future<JsonObject> done(RoutingContext context, AdminRoute route, Operator operator) {
        try {
            return route.action().act(wish(context, operator));
        } catch (RuntimeException unreadableOrBug) {
            return Future.failedFuture(unreadableOrBug);
        }
    }

    private static Wish wish(RoutingContext context, Operator operator) {
        Map<String, String> query = new HashMap<>();
        context.queryParams().forEach(entry -> query.put(entry.getKey(), entry.getValue()));
        return new Wish(operator.name(), context.pathParams(), query, body(context));
    }

    private static JsonObject body(RoutingContext context) {
        if (context.body() == null || context.body().length() <= 0) {
            return new JsonObject();
        }
        try {
            return new JsonObject(context.body().buffer());
        } catch (DecodeException e) {
            throw new Wish.Unreadable("body", "is no JSON object");
        }
    }

    /** Null when the request was answered with a refusal. */
    private @Nullable Operator operator(RoutingContext context, Role needed) {
        String authorization = context.request().getHeader("Authorization");
        Presented shown = authorization != null && authorization.startsWith(BEARER)
                ? new Presented.Token(authorization.substring(BEARER.length()).strip())
                : new Presented.Nothing();
        Identification.OfOperator who = registry.identifyOperator(shown);
        if (who instanceof Identification.OfOperator.Refusal refusal) {
            Rejection rejection = refusal.rejection();
            problem(context, 401, rejection.detail(), new JsonArray());
            return null;
        }
        Operator operator = ((Identification.OfOperator.Known) who).operator();
        if (operator.role().includes(needed)) {
            return operator;
        }
        problem(
                context,
                403,
                "this needs the role " + needed.text() + "; " + operator.name() + " is "
                        + operator.role().text(),
                new JsonArray());
        return null;
    }

    private static void refused(RoutingContext context, Throwable cause) {
        if (cause instanceof AdminRefusal refusal) {
            problem(context, statusOf(refusal.reason()), refusal.getMessage(), new JsonArray());
        } else if (cause instanceof Wish.Unreadable unreadable) {
            JsonObject error =
                    new JsonObject().put("pointer", unreadable.pointer()).put("detail", unreadable.detail());
            problem(context, 400, "the request cannot be read", new JsonArray().add(error));
        } else if (cause instanceof dev.portcullis.credential.CredentialException credential) {
            problem(context, 409, credential.getMessage(), new JsonArray());
        } else {
            LOG.error("an admin request failed; this is a bug of the gate", cause);
            problem(context, 500, "the gate failed; the log says why", new JsonArray());
        }
    }

    private static int statusOf(AdminRefusal.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> 404;
            case INVALID -> 422;
            case CONFLICT -> 409;
            case UNAVAILABLE -> 503;
        };
    }

    private static void failed(RoutingContext context) {
        LOG.error("an admin request failed; this is a bug of the gate", context.failure());
        problem(context, 500, "the gate failed; the log says why", new JsonArray());
    }

    private static void problem(RoutingContext context, int status, @Nullable String detail, JsonArray errors) {
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("status", status)
                .put("detail", detail)
                .put("errors", errors);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(problem.toBuffer());
    }

    private static void json(RoutingContext context, JsonObject body) {
        context.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
    }
}
