package dev.portcullis.cli;

import dev.portcullis.gate.Gate;
import dev.portcullis.gate.GatePlace;
import dev.portcullis.gate.Initialisation;
import dev.portcullis.sandbox.Sandbox;
import dev.portcullis.sandbox.SandboxSettings;
import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.AccountKeys;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.secret.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Everything in one process on a throw-away data directory: simulator, gate, an account, a client. Places an order
 * through the gate as a bot would, prints the answer and a line that repeats it, and stays up.
 */
@Command(name = "demo", description = "simulator, gate, account and client in one process; places one order")
final class DemoCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 60;
    private static final int PORT_DEFAULT = 8_080;
    private static final long UID = 100_001;
    private static final String ACCOUNT = "alpha";
    private static final String CLIENT = "bot1";

    @Option(names = "--once", description = "end after the first order")
    boolean once;

    @Option(names = "--port", paramLabel = "N", description = "of the data listener, 0 picks a free one; default 8080")
    int port = PORT_DEFAULT;

    @Option(names = "--json", description = "print one JSON object instead of text")
    boolean json;

    @Option(
            names = "--limits",
            paramLabel = "L",
            defaultValue = "real",
            description = "of the simulator: real, none or xN; none lifts the gate's budgets too")
    String limits = "real";

    private final SecureRandom random = new SecureRandom();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("portcullis-demo");
        Vertx vertx = Vertx.vertx();
        try {
            String apiKey = "demo" + hex(8);
            String apiSecret = hex(18);
            Sandbox sandbox = startSandbox(vertx, apiKey, apiSecret);
            Gate gate = startGate(vertx, data, sandbox);
            int exit = trade(data, gate, sandbox, apiKey, apiSecret);
            if (!once && exit == ExitCodes.OK) {
                stayUntilStopped(gate, data);
            }
            Waiting.forResult(gate.stop(), PATIENCE_SECONDS, "stopping the gate");
            return exit;
        } finally {
            Waiting.forResult(vertx.close(), PATIENCE_SECONDS, "closing");
            delete(data);
        }
    }

    private Sandbox startSandbox(Vertx vertx, String apiKey, String apiSecret) {
        AccountKeys account = new AccountKeys(Account.of(UID, ACCOUNT), List.of(ApiKey.hmac(apiKey, UID, apiSecret)));
        return Waiting.forResult(
                Sandbox.start(
                        vertx, SandboxSettings.defaults().with(List.of(account)).with(SandboxCommand.policy(limits))),
                PATIENCE_SECONDS,
                "the simulator did not start");
    }

    private Gate startGate(Vertx vertx, Path data, Sandbox sandbox) throws IOException {
        Waiting.forResult(
                new Initialisation(vertx, random).of(data, data.resolve("master.key")), PATIENCE_SECONDS, "init");
        Path config = data.resolve("portcullis.yaml");
        Files.writeString(config, """
                listen: { port: %d }
                admin: { port: 0 }
                environments:
                  sandbox: { rest: %s%s }
                """.formatted(port, sandbox.restUrl(), budgets()));
        GatePlace place =
                new GatePlace(data, config, code -> Runtime.getRuntime().halt(code));
        return Waiting.forResult(Gate.start(place), PATIENCE_SECONDS, "the gate did not start");
    }

    /** What the gate must not limit when the simulator does not. */
    private String budgets() {
        return limits.equals("real") ? "" : ", limits: { address: none, tier: none }";
    }

    private int trade(Path data, Gate gate, Sandbox sandbox, String apiKey, String apiSecret) {
        GateOptions options = new GateOptions();
        options.data = data;
        try (AdminClient admin = AdminClient.of(options)) {
            String token = furnish(admin, apiKey, apiSecret);
            JsonObject order = new JsonObject()
                    .put("category", "linear")
                    .put("symbol", "BTCUSDT")
                    .put("side", "Buy")
                    .put("orderType", "Limit")
                    .put("qty", "0.001")
                    .put("price", "20000");
            DataDoorClient.Reply reply = admin.dataDoor(ACCOUNT, token).post("/v5/order/create", order);
            report(gate, sandbox, token, order, reply);
            return reply.retCode() == 0 ? ExitCodes.OK : ExitCodes.REFUSED_OR_FAILED;
        }
    }

    private static String furnish(AdminClient admin, String apiKey, String apiSecret) {
        admin.post("/admin/accounts", new JsonObject().put("name", ACCOUNT).put("environment", "sandbox"));
        try (Secret secret = Secret.takeOwnershipOf(apiSecret.getBytes(StandardCharsets.US_ASCII))) {
            KeyCommands.put(admin, ACCOUNT, apiKey, secret);
        }
        admin.post("/admin/clients", new JsonObject().put("name", CLIENT));
        admin.post(
                "/admin/clients/" + CLIENT + "/grants",
                new JsonObject().put("account", ACCOUNT).put("scopes", new JsonArray(List.of("read", "trade"))));
        return admin.post("/admin/clients/" + CLIENT + "/tokens", new JsonObject())
                .getString("token");
    }

    private void report(Gate gate, Sandbox sandbox, String token, JsonObject order, DataDoorClient.Reply reply) {
        String curl = CurlLine.create(gate.dataUrl(), ACCOUNT, token, order.encode());
        if (json) {
            System.out.println(new JsonObject()
                    .put("data", gate.dataUrl().toString())
                    .put("admin", gate.adminUrl().toString())
                    .put("exchange", sandbox.restUrl())
                    .put("control", sandbox.controlUrl())
                    .put("account", ACCOUNT)
                    .put("token", token)
                    .put("outcome", reply.outcome())
                    .put("answer", reply.body())
                    .encode());
            return;
        }
        System.out.println("gate       " + gate.dataUrl() + "  (bots: a token, no key)");
        System.out.println("exchange   " + sandbox.restUrl() + "  (the simulator; its control door: "
                + sandbox.controlUrl() + ")");
        System.out.println("order      " + reply.outcome() + " in " + reply.millis() + " ms");
        System.out.println(reply.body().encodePrettily());
        System.out.println("again:");
        System.out.println(curl);
    }

    private static void stayUntilStopped(Gate gate, Path data) throws InterruptedException {
        System.out.println("stop it with Ctrl-C");
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            Waiting.forResult(gate.stop(), PATIENCE_SECONDS, "stopping the gate");
                            delete(data);
                        },
                        "portcullis-demo-stop"));
        never.await();
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's data stay behind in " + folder, e);
        }
    }
}
