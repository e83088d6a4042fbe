package dev.portcullis.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HmacMidstatesTest {
    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] macOf(byte[] key, byte[] message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 36, 63, 64, 65, 128, 256})
    void equalsTheJdksHmacForKeysAndMessagesOfEveryLength(int keyLength) throws Exception {
        Random random = new Random(keyLength);
        byte[] key = random(random, keyLength);
        HmacMidstates midstates = HmacMidstates.of(key);
        for (int length = 0; length < 200; length++) {
            byte[] message = random(random, length);
            assertThat(midstates.sign(message)).isEqualTo(macOf(key, message));
        }
    }

    @Test
    void takesTheMessageInParts() throws Exception {
        byte[] key = random(new Random(1), 36);
        HmacMidstates midstates = HmacMidstates.of(key);
        assertThat(midstates.sign(new byte[] {1, 2}, new byte[0], new byte[] {3}))
                .isEqualTo(macOf(key, new byte[] {1, 2, 3}));
    }

    @Test
    void leavesTheCallersKeyToTheCaller() {
        byte[] key = random(new Random(2), 36);
        byte[] before = key.clone();
        HmacMidstates.of(key);
        assertThat(MessageDigest.isEqual(key, before)).isTrue();
    }

    @Test
    void signsRightFromManyThreadsAtOnce() throws Exception {
        byte[] key = random(new Random(3), 36);
        HmacMidstates midstates = HmacMidstates.of(key);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                Random random = new Random(seed);
                work.add(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        byte[] message = random(random, random.nextInt(300));
                        if (!MessageDigest.isEqual(midstates.sign(message), macOf(key, message))) {
                            return false;
                        }
                    }
                    return true;
                });
            }
            for (Future<Boolean> right : threads.invokeAll(work)) {
                assertThat(right.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void signsNothingOnceDestroyed() {
        HmacMidstates midstates = HmacMidstates.of(random(new Random(4), 36));
        midstates.destroy();
        assertThatThrownBy(() -> midstates.sign(new byte[1])).hasMessageContaining("destroyed");
    }
}
