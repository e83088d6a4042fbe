package dev.portcullis.ledger;

import dev.portcullis.model.Outcome;
import dev.portcullis.model.RequestId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The creates whose outcome is not known yet, carried from one segment to the next. */
final class OpenCreates {
    /** Which order of which call. */
    record Part(RequestId requestId, int child) {}

    /** An intent and where it stands. */
    record Open(LedgerRecord.Intent intent, long seq, Place place) {
        Part part() {
            return new Part(intent.requestId(), intent.part().index());
        }

        long key() {
            return IndexKey.ofCall(intent.requestId(), intent.part().index());
        }
    }

    private final Map<Part, Open> open = new HashMap<>();
    private final TreeMap<Long, Open> bySeq = new TreeMap<>();

    /** Those that an index carries on, read from the segments where they stand. */
    static OpenCreates at(SegmentIndex index, SegmentSource source) throws IOException {
        List<Place> places = new ArrayList<>();
        index.forEach(IndexSection.OPEN, entry -> places.add(entry.place()));
        OpenCreates creates = new OpenCreates();
        for (Place place : places) {
            LedgerEntry entry = LedgerEntry.at(source, place);
            if (!(entry.record() instanceof LedgerRecord.Intent intent)) {
                throw new IndexDamage(index.segment(), "names a record as an intent that is none");
            }
            creates.add(new Open(intent, entry.position().seq(), place));
        }
        return creates;
    }

    void add(Open create) {
        open.put(create.part(), create);
        bySeq.put(create.seq(), create);
    }

    Optional<Open> find(Part part) {
        return Optional.ofNullable(open.get(part));
    }

    /** Those whose intents have numbers within that range, both ends included. */
    List<Open> between(long firstSeq, long lastSeq) {
        return firstSeq > lastSeq
                ? List.of()
                : List.copyOf(bySeq.subMap(firstSeq, true, lastSeq, true).values());
    }

    /** It has an outcome; only {@code unknown} leaves it open. */
    void ended(Open create, Outcome outcome) {
        if (!(outcome instanceof Outcome.Unknown)) {
            open.remove(create.part());
            bySeq.remove(create.seq());
        }
    }

    /** All of them, oldest first. */
    List<Open> all() {
        return List.copyOf(bySeq.values());
    }
}
