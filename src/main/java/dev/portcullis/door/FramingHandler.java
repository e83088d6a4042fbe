package dev.portcullis.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the pipeline in front of the HTTP decoder: lets through what {@link RequestFraming} has no objection to,
 * and of a poisoned connection nothing more.
 */
final class FramingHandler extends ChannelInboundHandlerAdapter {
    private static final String HTTP_DECODER = "httpDecoder";

    private final RequestFraming framing;
    private final Wire wire;

    FramingHandler(RequestFraming framing, Wire wire) {
        this.framing = framing;
        this.wire = wire;
    }

    /** Puts a handler in front of Vert.x's own HTTP decoder, behind TLS if there is any. */
    void enter(ChannelPipeline pipeline) {
        pipeline.addBefore(HTTP_DECODER, "portcullisFraming", this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf chunk)) {
            context.fireChannelRead(message);
            return;
        }
        if (wire.isPoisoned()) {
            wire.drained(chunk.readableBytes());
            chunk.release();
            return;
        }
        @Nullable Objection objection = framing.follow(chunk);
        if (objection == null) {
            context.fireChannelRead(chunk);
            wire.stands(framing.stage(), framing.requestsBegun());
            return;
        }
        letThrough(context, chunk, framing.soundBytes());
        wire.refuse(objection);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        wire.flows(context.channel().isWritable());
        context.fireChannelWritabilityChanged();
    }

    /**
     * A connection that breaks is closed, and nothing more is made of it. Vert.x 5.0 would stumble over a request that
     * still waits behind another one, and Netty would warn of that: a log that any caller could fill with resets.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        ConnectionGuard.quietly(broken);
        wire.breaks();
    }

    private static void letThrough(ChannelHandlerContext context, ByteBuf chunk, int bytes) {
        if (bytes > 0) {
            context.fireChannelRead(chunk.readRetainedSlice(bytes));
        }
        chunk.release();
    }
}
