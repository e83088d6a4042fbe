package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.ALPHA;
import static dev.portcullis.credential.FakeDesk.TESTNET;
import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.report;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.portcullis.secret.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Puts HMAC keys in, half of them live, signs with them, then dumps the heap with all its garbage and looks for each
 * key's first sixteen bytes, plain and XORed with the two pads of HMAC.
 */
@Tag("long")
@ExtendWith(VertxExtension.class)
class HeapDumpTest {
    private static final int KEYS = 1_000;
    private static final int SECRET_BYTES = 36;
    private static final int SOUGHT_BYTES = 16;
    private static final byte IPAD = 0x36;
    private static final byte OPAD = 0x5c;

    @TempDir
    Path folder;

    /** Made from its number each time, so that the test itself keeps none. */
    private static byte[] secret(int number) {
        Random random = new Random(0x5eed_0000L + number);
        byte[] text = new byte[SECRET_BYTES];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) ('!' + random.nextInt(94));
        }
        return text;
    }

    private static void put(CredentialBook book, int number) throws Exception {
        Secret secret = Secret.takeOwnershipOf(secret(number));
        KeyPlace place = new KeyPlace(TESTNET, ALPHA, "k" + number);
        KeyCandidate candidate = KeyCandidate.hmac(place, new ApiKey("KEYNUMBER" + number), secret);
        secret.destroy();
        done(book.put(book.tryOut(candidate), report("7001"), CredentialLimits.NONE));
    }

    private static void signWithAll(CredentialBook book) throws Exception {
        for (CredentialHead head : book.list()) {
            done(done(book.signer(head.id())).rest(FakeDesk.to(TESTNET), Buffer.buffer("{}"), 1, 5_000));
        }
    }

    @Test
    void noSecretAndNoPaddedSecretIsInTheHeap(Vertx vertx) throws Exception {
        // Given
        FakeDesk desk = FakeDesk.open(vertx, folder);
        CredentialBook before = desk.book();
        for (int i = 0; i < KEYS / 2; i++) {
            put(before, i);
        }
        CredentialBook book = desk.book();
        for (int i = KEYS / 2; i < KEYS; i++) {
            put(book, i);
        }
        signWithAll(book);
        byte[] control = ("control:" + System.identityHashCode(this)).getBytes(StandardCharsets.US_ASCII);
        // When
        Path dump = folder.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), false);
        // Then
        Map<String, Integer> found = search(dump, control);
        assertThat(found.remove("control")).as("the search finds what is there").isPositive();
        assertThat(found).isEmpty();
        assertThat(control).isNotEmpty();
        desk.close();
    }

    /** How often each kind of copy is in the file. */
    private static Map<String, Integer> search(Path file, byte[] control) throws Exception {
        Map<Long, Sought> sought = new HashMap<>();
        add(sought, "control", control, (byte) 0);
        for (int i = 0; i < KEYS; i++) {
            byte[] secret = secret(i);
            add(sought, "plain", secret, (byte) 0);
            add(sought, "ipad", secret, IPAD);
            add(sought, "opad", secret, OPAD);
        }
        Map<String, Integer> found = new TreeMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            long head = 0;
            long tail = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                head = (head << 8) | (tail >>> 56);
                tail = (tail << 8) | b;
                Sought match = sought.get(head);
                if (match != null && match.tail() == tail) {
                    found.merge(match.kind(), 1, Integer::sum);
                }
            }
        }
        return found;
    }

    private record Sought(String kind, long tail) {}

    private static void add(Map<Long, Sought> sought, String kind, byte[] text, byte pad) {
        byte[] start = Arrays.copyOf(text, SOUGHT_BYTES);
        for (int i = 0; i < start.length; i++) {
            start[i] ^= pad;
        }
        ByteBuffer words = ByteBuffer.wrap(start);
        sought.put(words.getLong(), new Sought(kind, words.getLong()));
    }
}
