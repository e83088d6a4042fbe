package dev.portcullis.door;

import static io.netty.channel.ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE;

import dev.portcullis.model.Presented;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the listener knows of one connection: whether it is poisoned, what it is waited for and until when, how many of
 * its requests are being served. Touched on the connection's event loop only.
 */
final class Wire {
    /** How long and how much a refused peer may go on sending, so that it still reads why (as nginx lingers). */
    private static final Duration LINGERS = Duration.ofSeconds(2);

    private static final long LINGERING_BYTES_MAX = 8L << 20;

    private final Channel channel;
    private final ListenerLimits limits;
    private final Function<Objection, Buffer> lastWords;
    private Presented proof = new Presented.Nothing();

    private RequestFraming.Stage stage = RequestFraming.Stage.BETWEEN;
    private long requestsBegun;
    private int inService;
    private boolean poisoned;
    private @Nullable Objection unsaid;
    private long drainedBytes;
    private @Nullable Future<?> inputBell;
    private @Nullable Future<?> answerBell;
    private @Nullable Future<?> stallBell;

    /**
     * A new connection, which must send its first head in time.
     *
     * @param lastWords makes the whole answer to what is objected to
     */
    Wire(Channel channel, ListenerLimits limits, Function<Objection, Buffer> lastWords) {
        this.channel = channel;
        this.limits = limits;
        this.lastWords = lastWords;
        this.inputBell = after(limits.headDeadline(), this::neverBegan);
    }

    private Future<?> after(Duration delay, Runnable task) {
        return channel.eventLoop().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Keeps what the connection by itself shows of its caller. */
    void shows(Presented shown) {
        proof = shown;
    }

    /** What the connection by itself shows of its caller. */
    Presented proof() {
        return proof;
    }

    boolean isPoisoned() {
        return poisoned;
    }

    /** Some bytes have come, and this is where they end. A deadline runs for what is begun, counted from its begin. */
    void stands(RequestFraming.Stage newStage, long newRequestsBegun) {
        boolean isSame = newStage == stage && newRequestsBegun == requestsBegun;
        stage = newStage;
        requestsBegun = newRequestsBegun;
        if (!isSame || inputBell == null) {
            waitForInput();
        }
    }

    /** While a request is served the next one is not read on, so its deadline does not run either. */
    private void waitForInput() {
        inputBell = stopped(inputBell);
        if (inService > 0 || poisoned) {
            return;
        }
        inputBell = switch (stage) {
            case BETWEEN -> null;
            case HEAD -> after(limits.headDeadline(), () -> late("headers", limits.headDeadline()));
            case BODY -> after(limits.bodyDeadline(), () -> late("body", limits.bodyDeadline()));
        };
    }

    private void neverBegan() {
        if (requestsBegun == 0) {
            close();
        } else {
            late("headers", limits.headDeadline());
        }
    }

    private void late(String what, Duration deadline) {
        refuse(new Objection(408, "the " + what + " did not come within " + deadline.toMillis() + " ms"));
    }

    /** A request is whole and goes to its door. */
    void serves() {
        inService++;
        inputBell = stopped(inputBell);
    }

    /** An answer is written; the peer must take it in time. */
    void answers() {
        if (answerBell == null) {
            answerBell = after(limits.answerDeadline(), this::close);
        }
    }

    /** The peer leaves lying what is written to it, or takes it again: in time, or it has had its chance. */
    void flows(boolean isTaken) {
        stallBell = stopped(stallBell);
        if (!isTaken) {
            stallBell = after(limits.answerDeadline(), this::close);
        }
    }

    /** An answer has left, or never will. */
    void served() {
        inService--;
        answerBell = stopped(answerBell);
        Objection waiting = unsaid;
        if (waiting != null && inService == 0) {
            unsaid = null;
            say(waiting);
        } else if (stage != RequestFraming.Stage.BETWEEN) {
            waitForInput();
        }
    }

    /**
     * Poisons the connection first, so that nothing which was received with it is taken for a request any more, then
     * says why, after the answers that are still due, and closes.
     */
    void refuse(Objection objection) {
        if (poisoned) {
            return;
        }
        poisoned = true;
        inputBell = stopped(inputBell);
        if (inService > 0) {
            unsaid = objection;
        } else {
            say(objection);
        }
    }

    private void say(Objection objection) {
        ChannelHandlerContext front = channel.pipeline().context(FramingHandler.class);
        if (front == null) {
            close();
            return;
        }
        front.writeAndFlush(Unpooled.wrappedBuffer(lastWords.apply(objection).getBytes()))
                .addListener(said -> linger());
    }

    /**
     * Ends our side and reads on for a moment: closing with unread bytes would reset the connection and take the answer
     * from the peer. Vert.x may have paused the connection for requests that now are never served.
     */
    private void linger() {
        channel.config().setAutoRead(true);
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound().addListener(FIRE_EXCEPTION_ON_FAILURE);
        } else if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput().addListener(FIRE_EXCEPTION_ON_FAILURE);
        }
        inputBell = after(LINGERS, this::close);
    }

    /** Bytes of a poisoned connection were thrown away. */
    void drained(int bytes) {
        drainedBytes += bytes;
        if (drainedBytes > LINGERING_BYTES_MAX) {
            close();
        }
    }

    /** From the front of the pipeline: Vert.x's own close waits until the peer has taken what was written to it. */
    private void close() {
        ChannelHandlerContext front = channel.pipeline().context(FramingHandler.class);
        (front == null ? channel.close() : front.close()).addListener(FIRE_EXCEPTION_ON_FAILURE);
    }

    /** The transport has failed, mostly because the peer reset it. */
    void breaks() {
        poisoned = true;
        close();
    }

    /** The connection is closed. */
    void gone() {
        poisoned = true;
        inputBell = stopped(inputBell);
        answerBell = stopped(answerBell);
        stallBell = stopped(stallBell);
    }

    private static @Nullable Future<?> stopped(@Nullable Future<?> bell) {
        if (bell != null) {
            bell.cancel(false);
        }
        return null;
    }
}
