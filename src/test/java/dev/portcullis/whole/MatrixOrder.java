package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.pipeline.OrderLinkIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/**
 * The order of one row of the fault matrix, sent through one of the two doors, and what each door must say of it.
 *
 * @param name its orderLinkId at the V5 door, its clientOrderId at V1: at most 36 of a-z, 0-9 and the dash
 */
record MatrixOrder(Door door, String name) {
    /** The client that sends it. */
    static final String CLIENT = "bot1";

    private static final int ASKED_AT_ONCE = 24;
    private static final int TRIES_MAX = 10;

    /** Which way it takes into the gate. */
    enum Door {
        V5,
        V1
    }

    /** Each second one through another door. */
    static MatrixOrder ofRow(int row, String name) {
        return new MatrixOrder(row % 2 == 0 ? Door.V5 : Door.V1, name);
    }

    String link() {
        return door == Door.V5
                ? name
                : OrderLinkIds.ofClientOrderId(new AccountId("alpha"), new ClientId(CLIENT), name)
                        .text();
    }

    CompletableFuture<Bot.Reply> send(Bot bot) {
        return door == Door.V5
                ? bot.createLater(name)
                : bot.sendLater("POST", "/v1/accounts/alpha/orders", Bot.normalized(name));
    }

    /** What each of them hears once none is an open question any more, in the same order; 24 ask at a time. */
    static List<Bot.Reply> certain(List<MatrixOrder> orders, Bot bot) {
        List<Bot.Reply> last = new ArrayList<>();
        for (int from = 0; from < orders.size(); from += ASKED_AT_ONCE) {
            List<MatrixOrder> some = orders.subList(from, Math.min(orders.size(), from + ASKED_AT_ONCE));
            last.addAll(Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(200))
                    .pollDelay(Duration.ZERO)
                    .until(
                            () -> sent(some, bot),
                            replies -> replies.stream()
                                    .noneMatch(reply -> reply.outcome().equals("unknown"))));
        }
        return last;
    }

    /**
     * What each of them hears once it has left the gate. A busy machine lets some miss their time to depart; they are
     * sent again, as the gate tells its callers to, and had one of them left, the simulator's record would show it.
     */
    static List<Bot.Reply> departed(List<MatrixOrder> orders, Bot bot) {
        List<Bot.Reply> heard = new ArrayList<>(sent(orders, bot));
        for (int i = 0; i < heard.size(); i++) {
            for (int tries = 1; heard.get(i).outcome().equals("not_sent") && tries < TRIES_MAX; tries++) {
                heard.set(i, orders.get(i).send(bot).join());
            }
        }
        return heard;
    }

    /** What each of them hears, sent at once and in the same order. */
    static List<Bot.Reply> sent(List<MatrixOrder> orders, Bot bot) {
        List<CompletableFuture<Bot.Reply>> heard =
                orders.stream().map(order -> order.send(bot)).toList();
        return heard.stream().map(CompletableFuture::join).toList();
    }

    /** It may live: never a refusal, and the caller is told not to send it again. */
    void isToldAsUnknown(Bot.Reply heard) {
        assertThat(heard.outcome()).as("%s: %s", this, heard.text()).isEqualTo("unknown");
        if (door == Door.V5) {
            assertThat(heard.status()).isEqualTo(200);
            assertThat(heard.retCode()).isEqualTo(170007);
            assertThat(heard.retMsg())
                    .startsWith("Request timeout: outcome unknown, do not resend; orderLinkId=" + link());
        } else {
            assertThat(heard.status()).as(heard.text()).isEqualTo(202);
            assertThat(heard.header("location")).as(heard.text()).isNotEmpty();
            assertThat(heard.body().getString("resolveBy")).as(heard.text()).isNotNull();
        }
    }

    /** It lives, and the caller gets its ids although it sent it again. */
    void isToldAsAdopted(Bot.Reply heard) {
        assertThat(heard.outcome()).as("%s: %s", this, heard.text()).isEqualTo("adopted");
        if (door == Door.V5) {
            assertThat(heard.retCode()).isZero();
            assertThat(heard.header("x-portcullis-replayed")).isEqualTo("true");
            assertThat(heard.body().getJsonObject("result").getString("orderId"))
                    .isNotEmpty();
        } else {
            assertThat(heard.status()).as(heard.text()).isBetween(200, 201);
            assertThat(heard.header("idempotent-replayed")).isEqualTo("true");
            assertThat(heard.body().getString("orderId")).as(heard.text()).isNotEmpty();
        }
    }

    /** It is proven that it does not live; its key is used up. */
    void isToldAsNotPlaced(Bot.Reply heard) {
        assertThat(heard.outcome()).as("%s: %s", this, heard.text()).isEqualTo("not_placed");
        if (door == Door.V5) {
            assertThat(heard.retCode()).isEqualTo(990005);
        } else {
            assertThat(heard.status()).as(heard.text()).isBetween(400, 499);
            assertThat(heard.body().getBoolean("retryable")).as(heard.text()).isFalse();
        }
    }

    /** Bybit's definite no, with Bybit's code. */
    void isToldAsRejected(Bot.Reply heard, int retCode) {
        assertThat(heard.outcome()).as("%s: %s", this, heard.text()).isEqualTo("rejected");
        assertThat(heard.retCode()).as("%s: %s", this, heard.text()).isEqualTo(retCode);
        if (door == Door.V1) {
            assertThat(heard.status()).as(heard.text()).isBetween(400, 503);
        }
    }
}
