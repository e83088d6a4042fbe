package dev.portcullis.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One bot's orders at a steady rate, IOC so that none stays; at most a quarter of a second's worth of them waits for
 * its answer at a time.
 */
final class OrderLoad {
    private final Bot bot;
    private final long everyNanos;
    private final Semaphore inFlight;
    private final List<CompletableFuture<Bot.Reply>> sent = new ArrayList<>();
    private final Thread thread = new Thread(this::send, "load");
    private volatile boolean ended;
    private long begunNanos;
    private long endedNanos;

    private OrderLoad(Bot bot, int perSecond) {
        this.bot = bot;
        this.inFlight = new Semaphore(Math.max(16, perSecond / 4));
        this.everyNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    static OrderLoad begin(Bot bot, int perSecond) {
        OrderLoad load = new OrderLoad(bot, perSecond);
        load.begunNanos = System.nanoTime();
        load.thread.start();
        return load;
    }

    private void send() {
        for (int i = 0; !ended; i++) {
            LockSupport.parkNanos(begunNanos + i * everyNanos - System.nanoTime());
            inFlight.acquireUninterruptibly();
            String order = Bot.order("load-" + i, "20000").replace("\"Limit\"", "\"Limit\",\"timeInForce\":\"IOC\"");
            sent.add(bot.sendLater("POST", "/v5/order/create", order)
                    .whenComplete((done, failed) -> inFlight.release()));
        }
    }

    /** Stops, and gives every answer that came. */
    List<Bot.Reply> end() throws InterruptedException {
        ended = true;
        thread.join();
        List<Bot.Reply> replies = sent.stream().map(CompletableFuture::join).toList();
        endedNanos = System.nanoTime();
        return replies;
    }

    /** How many orders a second it came to. */
    long perSecond() {
        return sent.size() * TimeUnit.SECONDS.toNanos(1) / (endedNanos - begunNanos);
    }
}
