package dev.portcullis.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;

/**
 * Places orders at a constant rate (an open model: a slow gate does not slow the callers) and demands that every one of
 * them is acked. System properties: {@code gate} and {@code token} (what {@code demo} printed), {@code rate} per second,
 * {@code seconds}.
 */
public final class OrdersAtConstantRate extends Simulation {
    private static final String GATE = System.getProperty("gate", "http://127.0.0.1:8080");
    private static final String TOKEN = System.getProperty("token", "");
    private static final int RATE_PER_SECOND = Integer.getInteger("rate", 100);
    private static final int SECONDS = Integer.getInteger("seconds", 10);

    private final HttpProtocolBuilder gate = http.baseUrl(GATE)
            .authorizationHeader("Bearer " + TOKEN)
            .contentTypeHeader("application/json")
            .shareConnections();

    private final ScenarioBuilder orders = scenario("orders")
            .exec(http("create").post("/v5/order/create").body(StringBody("""
                            {"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.001",\
                            "price":"20000","timeInForce":"IOC"}""")).check(
                            status().is(200),
                            jsonPath("$.retCode").is("0"),
                            header("X-Portcullis-Outcome").is("acked")));

    {
        setUp(orders.injectOpen(constantUsersPerSec(RATE_PER_SECOND).during(Duration.ofSeconds(SECONDS))))
                .protocols(gate)
                .assertions(
                        global().failedRequests().count().is(0L),
                        global().responseTime().percentile(50.0).lt(250));
    }
}
