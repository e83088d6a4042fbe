import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Places one order through the gate, and does not end before it is known what became of it. Java 17 or newer, no
 * libraries: {@code GATE_URL=http://127.0.0.1:8080 GATE_TOKEN=pcl_... java Bot.java}.
 *
 * <p>The order and its key are written down before they are sent. A run that finds them still there, because the one
 * before was killed, first settles that order: the same request under the same key is the same order, and the gate
 * sends it once.
 *
 * <p>Exit code: 0 placed, 1 refused, 3 still unknown (run it again), 4 proven not placed (decide anew). Status and
 * headers say all that the decision needs, so no JSON is parsed here.
 */
public final class Bot {
    private static final String GATE = setting("GATE_URL", "http://127.0.0.1:8080");
    private static final String TOKEN = setting("GATE_TOKEN", "");
    private static final String ACCOUNT = setting("GATE_ACCOUNT", "alpha");
    private static final Path STATE = Path.of(setting("BOT_STATE", "bot-state.txt"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private static final String ORDER =
            "{\"symbol\":\"BTCUSDT\",\"side\":\"buy\",\"type\":\"limit\",\"qty\":\"0.001\",\"price\":\"20000\"}";

    private Bot() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        if (Files.exists(STATE)) {
            System.out.println("an earlier run did not learn the outcome of its order; it is settled first");
        } else {
            writeDown(UUID.randomUUID().toString(), ORDER);
        }
        List<String> intent = Files.readAllLines(STATE);
        int code = settle(intent.get(0), intent.get(1));
        if (code != 3) {
            Files.delete(STATE);
        }
        System.exit(code);
    }

    /** Repeats one and the same request until the outcome is certain. */
    private static int settle(String key, String order) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            Reply reply = send(key, order);
            switch (reply.verdict()) {
                case "acked", "adopted" -> {
                    System.out.println("placed: " + reply.body());
                    return 0;
                }
                case "not_placed" -> {
                    System.out.println("not placed, and that is proven; a new order needs a new key: " + reply.body());
                    return 4;
                }
                case "unknown" -> {
                    System.out.println("unknown: it may be live, so nothing else is sent; asking again by its key: "
                            + reply.body());
                    Thread.sleep(1_000);
                }
                case "retry" -> {
                    boolean limited = reply.status() == 422 || reply.status() == 429;
                    System.out.println((limited ? "rate limited: " : "not sent: ") + reply.body());
                    Thread.sleep(Duration.ofSeconds(reply.retryAfterSeconds()).toMillis());
                }
                default -> {
                    System.out.println("refused (" + reply.status() + "): " + reply.body());
                    return 1;
                }
            }
        }
        System.out.println("still unknown; run again later, with the same state file");
        return 3;
    }

    /** An answer; where waiting helps, the gate says how long. */
    private record Reply(int status, String outcome, long retryAfterSeconds, String body) {
        /** What to do: an outcome of the gate, or "retry" under the same key, or "refused". */
        String verdict() {
            return switch (outcome) {
                case "acked", "adopted", "not_placed", "unknown" -> outcome;
                case "" -> status >= 500 ? "unknown" : "refused";
                default -> retryAfterSeconds > 0 ? "retry" : "refused";
            };
        }
    }

    private static Reply send(String key, String order) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(GATE + "/v1/accounts/" + ACCOUNT + "/orders"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofString(order))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            String outcome = response.headers().firstValue("X-Portcullis-Outcome").orElse("");
            long seconds = response.headers().firstValueAsLong("Retry-After").orElse(0);
            return new Reply(response.statusCode(), outcome, seconds, response.body());
        } catch (IOException broken) {
            // A connection that broke proves nothing.
            return new Reply(504, "unknown", 0, "no answer of the gate: " + broken);
        }
    }

    /** Written whole and durable, before anything is sent. */
    private static void writeDown(String key, String order) throws IOException {
        Path unfinished = Path.of(STATE + ".new");
        Files.writeString(
                unfinished,
                key + "\n" + order + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.DSYNC);
        Files.move(unfinished, STATE, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : value;
    }
}
