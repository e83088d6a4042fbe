package dev.portcullis.kill;

import dev.portcullis.Main;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The simulator in a process of its own, never killed; its record is the truth. */
final class Simulator {
    static final String ACCOUNT = "alpha";
    static final String API_KEY = "killkey000001";
    static final String API_SECRET = "Kill_Test_Secret_0f1e2d3c4b5a697887";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI rest;
    private final URI control;

    private Simulator(URI rest, URI control) {
        this.rest = rest;
        this.control = control;
    }

    static Simulator start(Launcher launcher, Path folder) throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.yaml");
        Files.writeString(keys, """
                accounts:
                  - uid: 1001
                    name: %s
                    balances: { USDT: "1000000000" }
                    keys: [{ apiKey: %s, secret: "%s" }]
                """.formatted(ACCOUNT, API_KEY, API_SECRET));
        Jvm jvm = launcher.start(
                "simulator",
                Main.class,
                List.of("sandbox", "--port", "0", "--limits", "none", "--keys", keys.toString()));
        URI rest = jvm.awaitListening("rest");
        if (rest == null) {
            throw new IOException("the simulator did not start:\n" + jvm.log());
        }
        return new Simulator(rest, jvm.awaitListening("control"));
    }

    URI rest() {
        return rest;
    }

    /** How often creates of an orderLinkId arrived and became orders. */
    record Tally(int received, int accepted) {}

    Tally tally(String orderLinkId) throws IOException, InterruptedException {
        JsonObject tally = new JsonObject(get("/tally?orderLinkId=" + orderLinkId));
        return new Tally(tally.getInteger("received"), tally.getInteger("accepted"));
    }

    /** When creates of an orderLinkId arrived, in Unix milliseconds on its clock, which is this machine's. */
    List<Long> arrivals(String orderLinkId) throws IOException, InterruptedException {
        List<Long> arrivals = new ArrayList<>();
        for (Object request : new JsonArray(get("/journal/requests?path=/v5/order/create&contains=" + orderLinkId))) {
            JsonObject json = (JsonObject) request;
            if (orderLinkId.equals(new JsonObject(json.getString("body")).getString("orderLinkId"))) {
                arrivals.add(json.getLong("time"));
            }
        }
        return arrivals;
    }

    /** Over all orderLinkIds. */
    Tally total() throws IOException, InterruptedException {
        JsonObject counters = new JsonObject(get("/counters"));
        return new Tally(counters.getInteger("createsReceived"), counters.getInteger("createsAccepted"));
    }

    /** The prices of the open orders by their orderLinkId. */
    Map<String, List<String>> livePrices() throws IOException, InterruptedException {
        Map<String, List<String>> live = new HashMap<>();
        for (Object order : new JsonArray(get("/orders?account=" + ACCOUNT))) {
            JsonObject json = (JsonObject) order;
            live.computeIfAbsent(json.getString("orderLinkId"), first -> new ArrayList<>())
                    .add(json.getString("price"));
        }
        return live;
    }

    /** What it recorded of an orderLinkId, for a person. */
    String story(String orderLinkId) throws IOException, InterruptedException {
        return "requests " + new JsonArray(get("/journal/requests?contains=" + orderLinkId)).encodePrettily()
                + "\nevents " + new JsonArray(get("/journal/events?orderLinkId=" + orderLinkId)).encodePrettily();
    }

    /** From now on every create is carried out at once and answered so much later. */
    void holdAnswersBack(int millis) throws IOException, InterruptedException {
        JsonObject script = new JsonObject()
                .put("match", new JsonObject().put("path", "/v5/order/create"))
                .put("dose", new JsonObject().put("times", Integer.MAX_VALUE))
                .put("fault", new JsonObject().put("kind", "delay-answer").put("millis", millis));
        send("POST", "/faults", script.encode());
    }

    void answerAtOnce() throws IOException, InterruptedException {
        send("DELETE", "/faults", "{}");
    }

    private String get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(control.resolve(path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the simulator's control door says to " + path + ": " + answer.body());
        }
        return answer.body();
    }
}
