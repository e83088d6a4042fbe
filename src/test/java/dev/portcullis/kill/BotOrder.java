package dev.portcullis.kill;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One order of a bot: what it wants, and what it has been told. Used by one thread at a time. */
final class BotOrder {
    /** Which door it goes through. */
    enum Door {
        V5,
        V1
    }

    /** What the bot does with it. */
    enum Plan {
        /** Rests at a price that nobody meets. */
        LEAVE,
        /** Rests, then is cancelled. */
        CANCEL,
        /** Rests, then gets another price. */
        AMEND,
        /** Meets the market and is filled. */
        FILL,
        /** Is cancelled as soon as its create gets no certain answer, and never asked for again. */
        GIVE_UP
    }

    /** What the bot was told of the create, in the end. */
    enum Create {
        UNKNOWN,
        PLACED,
        REFUSED,
        NOT_PLACED
    }

    /** What the bot was told of what it did afterwards. */
    enum Change {
        NONE,
        UNKNOWN,
        CANCELLED,
        AMENDED,
        REFUSED
    }

    private final String key;
    private final Door door;
    private final Plan plan;
    private final boolean buys;
    private final long madeNanos = System.nanoTime();
    private final Set<String> orderLinkIds = new LinkedHashSet<>();
    private final List<String> story = new ArrayList<>();
    private Create create = Create.UNKNOWN;
    private boolean adopted;
    private Change change = Change.NONE;

    BotOrder(String key, Door door, Plan plan, boolean buys) {
        this.key = key;
        this.door = door;
        this.plan = plan;
        this.buys = buys;
        if (door == Door.V5) {
            orderLinkIds.add(key);
        }
    }

    /** Its orderLinkId at the V5 door, its Idempotency-Key at the V1 door. */
    String key() {
        return key;
    }

    Door door() {
        return door;
    }

    Plan plan() {
        return plan;
    }

    boolean buys() {
        return buys;
    }

    /** The orderLinkIds that the gate named for it; more than one is a fault. */
    Set<String> orderLinkIds() {
        return orderLinkIds;
    }

    void named(String orderLinkId) {
        if (!orderLinkId.isEmpty()) {
            orderLinkIds.add(orderLinkId);
        }
    }

    Create create() {
        return create;
    }

    void told(Create what) {
        create = what;
    }

    /** Whether the gate found it after it had not known. */
    boolean wasAdopted() {
        return adopted;
    }

    void adopted() {
        adopted = true;
    }

    Change change() {
        return change;
    }

    void told(Change what) {
        change = what;
    }

    /** Adds to what a person reads when the order went wrong. */
    void note(String line) {
        story.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - madeNanos) + " ms: " + line);
    }

    @Override
    public String toString() {
        return key + " (" + door + ", " + plan + ") was told create " + create + ", change " + change + "\n  "
                + String.join("\n  ", story);
    }
}
