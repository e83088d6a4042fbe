package dev.portcullis.kill;

import dev.portcullis.kill.BotOrder.Door;
import dev.portcullis.kill.BotOrder.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The orders of one round and the bots that work them off. */
final class KillRound {
    private static final List<Plan> PLANS =
            List.of(Plan.LEAVE, Plan.LEAVE, Plan.LEAVE, Plan.CANCEL, Plan.CANCEL, Plan.AMEND, Plan.FILL, Plan.GIVE_UP);

    private final List<BotOrder> orders;
    private final CountDownLatch traded;

    private KillRound(List<BotOrder> orders) {
        this.orders = orders;
        this.traded = new CountDownLatch(orders.size());
    }

    /** Orders under keys that begin with {@code name}, of all plans, half of them through each door. */
    static KillRound of(String name, int count, Random random) {
        List<BotOrder> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Plan plan = PLANS.get(random.nextInt(PLANS.size()));
            // the V1 door derives an orderLinkId, which a bot that never got an answer cannot name
            Door door = plan == Plan.GIVE_UP || random.nextBoolean() ? Door.V5 : Door.V1;
            boolean buys = plan != Plan.FILL || random.nextBoolean();
            orders.add(new BotOrder(name + "-" + i, door, plan, buys));
        }
        return new KillRound(orders);
    }

    List<BotOrder> orders() {
        return orders;
    }

    /** Lets the bots begin; each takes the next order when it is through with one. */
    void begin(List<Bot> bots) {
        Queue<BotOrder> line = new ConcurrentLinkedQueue<>(orders);
        for (Bot bot : bots) {
            Thread thread = new Thread(() -> work(bot, line), "bot");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void work(Bot bot, Queue<BotOrder> line) {
        try {
            for (BotOrder order = line.poll(); order != null; order = line.poll()) {
                try {
                    bot.trade(order);
                } finally {
                    traded.countDown();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether every order has been traded within that time. */
    boolean isThroughWithin(long millis) throws InterruptedException {
        return traded.await(millis, TimeUnit.MILLISECONDS);
    }
}
