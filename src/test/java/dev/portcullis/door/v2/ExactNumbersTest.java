package dev.portcullis.door.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.door.RawRequest;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.RequestId;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is the text that a script wrote, digit by digit, however it came. */
class ExactNumbersTest {
    private static final int MANY = 10_000;
    private static final long SEED = 20_261_125;

    private static Optional<String> read(String query, String body) {
        RawRequest request = new RawRequest(
                new RequestId("request-1"),
                HttpMethod.POST,
                "/v2/private/order/create",
                query,
                MultiMap.caseInsensitiveMultiMap(),
                Buffer.buffer(body),
                new RawRequest.Arrival(new PeerAddress("127.0.0.1"), 0, Runnable::run));
        return FieldReading.of(Parameters.read(request), Set.of(OldField.QTY))
                .done()
                .text(OldField.QTY);
    }

    private static String digits(Random random, int max) {
        int count = 1 + random.nextInt(max);
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /** Without a zero in front that JSON would refuse. */
    private static String decimal(Random random) {
        String whole = digits(random, 20).replaceFirst("^0+(?=.)", "");
        return random.nextBoolean() ? whole : whole + "." + digits(random, 18);
    }

    @Test
    void tenThousandDecimalsArriveAsTheSameText() {
        Random random = new Random(SEED);
        for (int i = 0; i < MANY; i++) {
            String decimal = decimal(random);

            assertThat(read("", "qty=" + decimal)).as("form").contains(decimal);
            assertThat(read("qty=" + decimal, "")).as("query").contains(decimal);
            assertThat(read("", "{\"qty\":" + decimal + "}")).as("JSON number").contains(decimal);
            assertThat(read("", "{\"qty\":\"" + decimal + "\"}"))
                    .as("JSON string")
                    .contains(decimal);
        }
    }

    @Test
    void tenThousandNumbersWithAnExponentKeepTheirValueAndLoseNoDigit() {
        Random random = new Random(SEED);
        for (int i = 0; i < MANY; i++) {
            String number = random.nextInt(1, 10) + "." + digits(random, 8) + "e-0" + random.nextInt(1, 10);

            String plain = read("", "{\"qty\":" + number + "}").orElseThrow();

            assertThat(new BigDecimal(plain)).isEqualTo(new BigDecimal(number));
            assertThat(plain).matches("0\\.[0-9]+");
        }
    }

    @ParameterizedTest
    @CsvSource({"1e-05,0.00001", "2.50e-07,0.000000250", "1e+16,10000000000000000", "1E2,100", "5e0,5", "1e-7,0.0000001"
    })
    void whatPythonAndJavaScriptWriteIsSpelledOut(String written, String plain) {
        assertThat(ExactText.of(written)).contains(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                ".5",
                "1.",
                "1e",
                "1e999999999",
                "1e-99",
                "NaN",
                "Infinity",
                "0x1",
                "1_000",
                "1,5",
                " 1",
                "123456789012345678901",
                "0.1234567890123456789",
                "1e20",
                "٣"
            })
    void whatIsNoSuchNumberIsNone(String text) {
        assertThat(ExactText.of(text)).isEmpty();
    }
}
