package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Verb;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written is what is read. */
class RecordReadingTest {
    private static final EndpointId REALTIME = new EndpointId(Verb.GET, "/v5/order/realtime");

    static List<LedgerRecord> records() {
        return List.of(
                Records.create(1),
                Records.cancel(2),
                Records.signed(3),
                Records.acked(4),
                Records.admin("why"),
                new LedgerRecord.Late(Records.requestId(1), null, 21),
                outcome(new Outcome.NotSent("the deadline passed")),
                outcome(new Outcome.Rejected(110_007)),
                outcome(new Outcome.Acked(Optional.empty())),
                outcome(new Outcome.Unknown("no answer")),
                outcome(new Outcome.NotPlaced("twice not seen")),
                outcome(new Outcome.Adopted(new OrderId("o-9"))),
                new LedgerRecord.Resolved(
                        Records.requestId(1),
                        2,
                        new OrderLinkId("l"),
                        new Outcome.NotPlaced("twice not seen"),
                        "realtime and history",
                        7L),
                new LedgerRecord.Refused(
                        Records.requestId(1), Records.BOT, new AccountId("alpha"), REALTIME, null, "halted", "no"),
                new LedgerRecord.Access(
                        DoorName.V1, "203.0.113.0/24", "unauthenticated", new LedgerRecord.Span(9, 1, 2)),
                new LedgerRecord.Read(Records.requestId(1), Records.BOT, null, REALTIME, 200, 12),
                new SystemRecord.Genesis("s", null),
                new SystemRecord.Segment("s", 2, null),
                new SystemRecord.Segment("s", 3, "cHVibGlj"),
                new SystemRecord.Retired(4, 1_234, "ab".repeat(32), "c2lnbmVk"),
                new SystemRecord.Manifest(17, "cd".repeat(32), "alpha-main-0a1b alpha active 2 " + "ef".repeat(32)),
                new SystemRecord.Manifest(17, "cd".repeat(32), null),
                new SystemRecord.Boot("1", SyncMode.OS),
                new SystemRecord.Stop(),
                new SystemRecord.Cut(1, 2, 3),
                new SystemRecord.Dropped(null, 1, 2),
                new SystemRecord.Lost(4),
                new SystemRecord.Checkpoint(5, "aa", "bb"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordComesBackEqual(LedgerRecord record) {
        LineWriter lines = new LineWriter();
        lines.begin(new Stamp(1, 0, "b", 2, 3), record.recordKind().text());
        record.writeTo(lines);
        lines.seal(ChainHash.NONE);

        byte[] line = lines.lines().array();
        RecordFields fields = RecordFields.parse(line, 0, lines.size());
        assertThat(fields.record()).isEqualTo(record);
        assertThat(Stamp.read(fields)).isEqualTo(new Stamp(1, 0, "b", 2, 3));
    }

    @Test
    void everyKindOfRecordIsTriedHere() {
        Set<RecordKind> tried = records().stream().map(LedgerRecord::recordKind).collect(Collectors.toSet());

        assertThat(tried).isEqualTo(EnumSet.allOf(RecordKind.class));
    }

    @Test
    void whatThisVersionDoesNotKnowIsRefusedByName() {
        assertThatThrownBy(() -> read("{\"v\":2}")).hasMessageContaining("v is 2");
        assertThatThrownBy(() -> read("{\"v\":1,\"ev\":\"magic\"}")).hasMessageContaining("magic");
        assertThatThrownBy(() -> read("{\"v\":1,\"ev\":\"lost\"}")).hasMessageContaining("notes is missing");
        assertThatThrownBy(() -> read("{\"v\":1,\"ev\":\"lost\",\"notes\":\"x\"}"))
                .hasMessageContaining("notes");
        assertThatThrownBy(() -> read("{\"v\":1,\"v\":1}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> read("[]")).hasMessageContaining("no JSON object");
        assertThatThrownBy(() -> read("{\"v\":1.5}")).hasMessageContaining("v is neither");
    }

    private static LedgerRecord read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return RecordFields.parse(bytes, 0, bytes.length).record();
    }

    private static LedgerRecord outcome(Outcome outcome) {
        return new LedgerRecord.OutcomeRecord(
                Records.requestId(1),
                0,
                null,
                outcome,
                outcome instanceof Outcome.Rejected rejected ? rejected.retCode() : null,
                null);
    }
}
