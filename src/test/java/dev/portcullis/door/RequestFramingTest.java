package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the framing against the parser behind it: what it lets through, the parser must frame in the same way. */
class RequestFramingTest {
    private static final List<String> GOOD = Mutator.GOOD;

    @Test
    void goodRequestsPassInOneChunkAndInSingleBytes() {
        String all = String.join("", GOOD);
        for (int size : new int[] {all.length(), 7, 1}) {
            RequestFraming framing = new RequestFraming(RunningListener.USUAL);
            for (ByteBuf chunk : chunks(all, size)) {
                assertThat(framing.follow(chunk)).isNull();
            }
            assertThat(framing.stage()).isEqualTo(RequestFraming.Stage.BETWEEN);
            assertThat(framing.requestsBegun()).isEqualTo(GOOD.size());
        }
    }

    @Test
    void everyCutOfARequestLeavesItUnfinished() {
        String request = GOOD.get(2);
        for (int cut = 1; cut < request.length(); cut++) {
            RequestFraming framing = new RequestFraming(RunningListener.USUAL);
            assertThat(framing.follow(buffer(request.substring(0, cut)))).isNull();
            assertThat(framing.stage()).isNotEqualTo(RequestFraming.Stage.BETWEEN);
            assertThat(framing.soundBytes()).isZero();
        }
    }

    @Test
    void theBytesBeforeABadRequestAreSound() {
        String good = GOOD.get(0) + GOOD.get(2);
        RequestFraming framing = new RequestFraming(RunningListener.USUAL);

        assertThat(framing.follow(buffer(good + "POST /x HTTP/1.1\r\nTransfer-Encoding: x\r\n\r\n")))
                .isNotNull();
        assertThat(framing.soundBytes()).isEqualTo(good.length());
    }

    @Test
    void mutationsThatPassAreFramedAlikeByTheParser() {
        assertThat(passedOf(20_000, 4711)).as("mutations that pass").isGreaterThan(500);
    }

    @Test
    @Tag("long")
    void manyMutationsThatPassAreFramedAlikeByTheParser() {
        assertThat(passedOf(2_000_000, System.nanoTime())).isGreaterThan(50_000);
    }

    private static int passedOf(int mutations, long seed) {
        Random random = new Random(seed);
        Mutator mutator = new Mutator(seed);
        int passed = 0;
        for (int i = 0; i < mutations; i++) {
            String bytes = mutator.next();
            int chunkSize = random.nextBoolean() ? bytes.length() : 1 + random.nextInt(40);
            if (agrees(bytes, chunkSize, "seed " + seed + ", mutation " + i)) {
                passed++;
            }
        }
        return passed;
    }

    /** False when the framing objects; fails when it does not and the parser sees other requests. */
    static boolean agrees(String bytes, int chunkSize, String which) {
        RequestFraming framing = new RequestFraming(RunningListener.USUAL);
        for (ByteBuf chunk : chunks(bytes, chunkSize)) {
            if (framing.follow(chunk) != null) {
                return false;
            }
        }
        List<HttpObject> parsed = parsed(bytes, chunkSize);
        long whole = parsed.stream().filter(LastHttpContent.class::isInstance).count();
        long framed =
                framing.stage() == RequestFraming.Stage.BETWEEN ? framing.requestsBegun() : framing.requestsBegun() - 1;
        assertThat(parsed).as(which).allMatch(part -> part.decoderResult().isSuccess());
        assertThat(whole).as("whole requests of %s: %s", which, bytes).isEqualTo(framed);
        assertThat(parsed.stream().filter(HttpRequest.class::isInstance).count())
                .as("heads of %s: %s", which, bytes)
                .isEqualTo(framing.stage() == RequestFraming.Stage.BODY ? whole + 1 : whole);
        parsed.forEach(ReferenceCountUtil::release);
        return true;
    }

    private static List<HttpObject> parsed(String bytes, int chunkSize) {
        EmbeddedChannel channel = new EmbeddedChannel(new VertxHttpRequestDecoder(new HttpServerOptions()
                .setMaxInitialLineLength(RunningListener.USUAL.requestLineBytesMax())
                .setMaxHeaderSize(RunningListener.USUAL.headersBytesMax())));
        chunks(bytes, chunkSize).forEach(channel::writeInbound);
        List<HttpObject> parts = new ArrayList<>();
        for (HttpObject part = channel.readInbound(); part != null; part = channel.readInbound()) {
            parts.add(part);
        }
        channel.finishAndReleaseAll();
        return parts;
    }

    private static List<ByteBuf> chunks(String bytes, int size) {
        List<ByteBuf> chunks = new ArrayList<>();
        for (int at = 0; at < bytes.length(); at += size) {
            chunks.add(buffer(bytes.substring(at, Math.min(bytes.length(), at + size))));
        }
        return chunks;
    }

    private static ByteBuf buffer(String bytes) {
        return Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1);
    }
}
