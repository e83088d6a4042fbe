package dev.portcullis.sandbox.door;

import dev.portcullis.sandbox.access.Accounts;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.AuthHeaders;
import dev.portcullis.sandbox.access.Gatekeeper;
import dev.portcullis.sandbox.endpoint.ApiAnswer;
import dev.portcullis.sandbox.endpoint.ApiRequest;
import dev.portcullis.sandbox.endpoint.ExchangeApi;
import dev.portcullis.sandbox.fault.CallFacts;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultPlan;
import dev.portcullis.sandbox.fault.Faults;
import dev.portcullis.sandbox.fault.HttpAnswer;
import dev.portcullis.sandbox.fault.SideEffect;
import dev.portcullis.sandbox.journal.Journal;
import dev.portcullis.sandbox.journal.ReceivedRequest;
import dev.portcullis.sandbox.limit.AddressLimits;
import dev.portcullis.sandbox.wire.Envelope;
import dev.portcullis.sandbox.wire.RetCode;
import dev.portcullis.sandbox.wire.ServerClock;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulator's REST face: records what arrives, lets the scripts interfere, answers. */
public final class RestDoor {
    private static final Logger LOG = LoggerFactory.getLogger(RestDoor.class);

    private final Vertx vertx;
    private final Desk desk;
    private final CallFactsReader facts;
    private final AnswerShaper shaper;
    private final Transmitter transmitter;

    /**
     * What stands behind the door.
     *
     * @param api answers requests
     * @param accounts whose key is whose
     * @param gatekeeper tells whether a signature is right
     * @param addressLimits the limit in front of everything
     * @param faults the scripts
     * @param journal the record
     * @param clock the server's clock
     */
    public record Desk(
            ExchangeApi api,
            Accounts accounts,
            Gatekeeper gatekeeper,
            AddressLimits addressLimits,
            Faults faults,
            Journal journal,
            ServerClock clock) {}

    /** A door for one event loop. */
    public RestDoor(Vertx vertx, Desk desk) {
        this.vertx = vertx;
        this.desk = desk;
        this.facts = new CallFactsReader(desk.accounts());
        this.shaper = new AnswerShaper(desk.clock());
        this.transmitter = new Transmitter(vertx);
    }

    /** Takes one request. */
    public void handle(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> receive(request, body))
                .onFailure(cause -> LOG.debug("a request ended before its body did: {}", cause.toString()));
    }

    private void receive(HttpServerRequest request, Buffer body) {
        ApiRequest call = call(request, body);
        CallFacts about = facts.read(call);
        record(request, call, about);
        Optional<HttpAnswer> turnedAway = turnedAway(call);
        if (turnedAway.isPresent()) {
            transmitter.send(request, turnedAway.get(), FaultPlan.NONE);
            return;
        }
        FaultPlan plan = desk.faults().plan(about);
        after(plan.requestDelay(), () -> carryOut(request, call, plan));
    }

    private void carryOut(HttpServerRequest request, ApiRequest call, FaultPlan plan) {
        boolean resetFirst = plan.first(Fault.Reset.class)
                .filter(reset -> reset.sideEffect() == SideEffect.NONE)
                .isPresent();
        if (resetFirst) {
            transmitter.reset(request);
            return;
        }
        Optional<ApiAnswer> answer = plan.executes() ? Optional.of(exchangeAnswer(call)) : Optional.empty();
        after(plan.answerDelay(), () -> answer(request, answer, plan));
    }

    /** A fault of the simulator itself answers as Bybit's own would, and is told to whoever reads the log. */
    private ApiAnswer exchangeAnswer(ApiRequest call) {
        try {
            return desk.api().answer(call);
        } catch (RuntimeException bug) {
            LOG.error("the simulator failed at {} {}", call.method(), call.path(), bug);
            return new ApiAnswer(200, Map.of(), Envelope.refused(RetCode.SERVER_ERROR.refusal()));
        }
    }

    private void answer(HttpServerRequest request, Optional<ApiAnswer> answer, FaultPlan plan) {
        if (plan.first(Fault.Reset.class).isPresent()) {
            transmitter.reset(request);
            return;
        }
        transmitter.send(request, shaper.shape(answer, plan), plan);
    }

    /** What never reaches the exchange itself: banned addresses, odd methods, a GET with a body. */
    private Optional<HttpAnswer> turnedAway(ApiRequest call) {
        if (!desk.addressLimits().admits(call.address())) {
            return Optional.of(HttpAnswer.tooFrequent());
        }
        if (!call.method().equals(call.method().toUpperCase(Locale.ROOT))) {
            return Optional.of(HttpAnswer.html(400, "400 Bad Request", "method must be upper case"));
        }
        if (call.isGet() && call.body().length() > 0) {
            return Optional.of(HttpAnswer.html(403, "403 Forbidden", "GET must not carry a body"));
        }
        return Optional.empty();
    }

    private void record(HttpServerRequest request, ApiRequest call, CallFacts about) {
        long uid = desk.accounts().key(call.auth().apiKey()).map(ApiKey::uid).orElse(0L);
        ReceivedRequest.Receipt receipt = new ReceivedRequest.Receipt(
                desk.clock().millis(), uid, call.auth().apiKey(), call.address());
        ReceivedRequest received = new ReceivedRequest(
                receipt,
                call.method(),
                call.path(),
                call.rawQuery(),
                call.body().toString(StandardCharsets.UTF_8),
                List.copyOf(request.headers().names()),
                desk.gatekeeper().verifies(call.signed()));
        boolean creates = Journal.carriesCreates(call.path());
        desk.journal().received(received, creates ? about.orderLinkIds() : List.of());
    }

    private static ApiRequest call(HttpServerRequest request, Buffer body) {
        String uri = request.uri();
        int mark = uri.indexOf('?');
        return new ApiRequest(
                request.method().name(),
                mark < 0 ? uri : uri.substring(0, mark),
                mark < 0 ? "" : uri.substring(mark + 1),
                body,
                auth(request.headers()),
                request.remoteAddress().hostAddress());
    }

    private static AuthHeaders auth(MultiMap headers) {
        return new AuthHeaders(
                header(headers, "X-BAPI-API-KEY"),
                header(headers, "X-BAPI-TIMESTAMP"),
                header(headers, "X-BAPI-SIGN"),
                header(headers, "X-BAPI-RECV-WINDOW"));
    }

    private static String header(MultiMap headers, String name) {
        String value = headers.get(name);
        return value == null ? "" : value;
    }

    private void after(Duration delay, Runnable step) {
        if (delay.isZero()) {
            step.run();
        } else {
            vertx.setTimer(Math.max(1, delay.toMillis()), timer -> step.run());
        }
    }
}
