package dev.portcullis.door.v1;

import dev.portcullis.bybit.RetClass;
import dev.portcullis.bybit.RetCode;
import dev.portcullis.bybit.V5Envelope;
import dev.portcullis.bybit.normal.V5Page;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.door.StreamHead;
import dev.portcullis.door.v1.V1Problem.ExchangeWords;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Reads pages of the exchange's lists, whole, each by one call; what goes wrong is a problem to be shown. */
final class PageReads {
    private static final int OK = 200;
    private static final int BYTES_MAX = 16 << 20;
    /** Long enough for every window that Bybit closes but that of a banned address. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final int RATE_LIMITED_AGAIN_MAX = 5;

    private final V1Calls calls;
    private final LongSupplier nanoTicker;

    PageReads(V1Calls calls, LongSupplier nanoTicker) {
        this.calls = calls;
        this.nanoTicker = nanoTicker;
    }

    /** The page that a call asks for; fails with a rejection or a problem. */
    Future<V5Page> page(Call call) {
        return calls.send(call).compose(PageReads::whole).map(PageReads::pageOf);
    }

    /** One more page for the same request, in the background: it waits for its turn and lets everyone else pass. */
    Future<V5Page> pageInBackground(V1Request request, ListWish wish, String query) {
        return pageInBackground(request, wish, query, RATE_LIMITED_AGAIN_MAX);
    }

    /** A read that Bybit itself found too frequent is asked again: its window is closed by now, so it waits. */
    private Future<V5Page> pageInBackground(V1Request request, ListWish wish, String query, int againMax) {
        Call call = calls.further(request, wish.listing().endpoint(), query, null)
                .inBackground(nanoTicker.getAsLong() + PATIENCE_NANOS);
        return page(call)
                .recover(failed -> isTooFrequent(failed) && againMax > 0
                        ? pageInBackground(request, wish, query, againMax - 1)
                        : Future.failedFuture(failed));
    }

    private static boolean isTooFrequent(Throwable failed) {
        ExchangeWords words =
                failed instanceof V1ProblemException refused ? refused.problem().exchange() : null;
        return words != null && RetCode.of(words.retCode()).retClass() == RetClass.RATE;
    }

    private record Whole(int status, Buffer body) {}

    private static Future<Whole> whole(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return Future.failedFuture(refused.rejection().asException());
        }
        if (answer instanceof Answer.Settled settled) {
            return Future.succeededFuture(new Whole(settled.head().status(), settled.body()));
        }
        Answer.Streaming streaming = (Answer.Streaming) answer;
        return StreamHead.read(streaming.body(), BYTES_MAX)
                .transform(read -> read.failed()
                        ? Future.failedFuture(unreadable("broke off while it came"))
                        : collected(streaming, read.result()));
    }

    private static Future<Whole> collected(Answer.Streaming streaming, StreamHead head) {
        int status = streaming.head().status();
        if (head.isWhole()) {
            return Future.succeededFuture(new Whole(status, head.begun()));
        }
        new RawAnswer.Flowing(status, List.of(), Buffer.buffer(), streaming.body()).abandon();
        return Future.failedFuture(unreadable("is longer than " + BYTES_MAX + " bytes"));
    }

    private static V5Page pageOf(Whole whole) {
        Optional<V5Envelope> envelope = V5Envelope.read(V1Calls.shown(whole.body()));
        if (envelope.isPresent() && envelope.get().retCode() != 0) {
            throw new V1ProblemException(V1Problem.refusedRead(
                    new ExchangeWords(envelope.get().retCode(), envelope.get().retMsg())));
        }
        if (envelope.isEmpty() || whole.status() != OK) {
            throw unreadable("is none of Bybit's (HTTP status " + whole.status() + ")");
        }
        try {
            return V5Page.read(whole.body());
        } catch (IllegalArgumentException noPage) {
            throw unreadable("cannot be read: " + noPage.getMessage());
        }
    }

    private static V1ProblemException unreadable(String why) {
        return new V1ProblemException(
                V1Problem.of(ProblemType.UNREADABLE, "the exchange's answer " + why + "; it was a read, so ask again"));
    }
}
