package dev.portcullis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8::0:1, 2001:db8::1",
        "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "::ffff:10.0.0.1, 10.0.0.1",
        "::FFFF:0a00:0001, 10.0.0.1",
        "0:0:0:0:0:ffff:127.0.0.1, 127.0.0.1",
        "::10.0.0.1, ::a00:1"
    })
    void aLiteralHasOneCanonicalText(String literal, String canonical) {
        assertThat(IpAddress.of(literal).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10.1",
                "0x0a000001",
                "167772161",
                "1.2.3.*",
                "10.0.0.256",
                "10.0.0.1.",
                ".10.0.0.1",
                "10..0.1",
                "10.0.0.1 ",
                "+1.0.0.1",
                "1.2.3.-4",
                "localhost",
                "api.bybit.com",
                "fe80::1%eth0",
                "::1%1",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::12345",
                "::g",
                "1:2:3:4:5:6:7:",
                ":1:2:3:4:5:6:7",
                "::10.0.0.1:1",
                "10.0.0.1::",
                "::010.0.0.1",
                "[::1]",
                "::1/128",
                "１.2.3.4",
                "::１"
            })
    void whatIsNotAWholeLiteralIsRefusedAndNamed(String text) {
        assertThat(IpAddress.read(text)).isEmpty();
        assertThatThrownBy(() -> IpAddress.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + text + "\" is not an IP address: ");
    }

    @Test
    void aLeadingZeroIsRefusedForSomeReadItAsOctal() {
        assertThatThrownBy(() -> IpAddress.of("010.0.0.1"))
                .hasMessage(
                        "\"010.0.0.1\" is not an IP address: \"010\" has a leading zero, which some programs read as"
                                + " octal; write it without");
    }

    @Test
    void aZoneIdIsRefusedByName() {
        assertThatThrownBy(() -> IpAddress.of("fe80::1%eth0")).hasMessageContaining("a zone id (the part after %)");
    }

    @Test
    void aLongTextIsCutInTheMessage() {
        assertThatThrownBy(() -> IpAddress.of("9".repeat(10_000)))
                .satisfies(problem -> assertThat(problem.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void randomAddressesReadBackToTheSameBitsThatTheJdkSees() throws UnknownHostException {
        Random random = new Random(20261125);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int zero = random.nextInt(bytes.length + 1); zero < bytes.length; zero++) {
                bytes[zero] = random.nextInt(3) == 0 ? bytes[zero] : 0;
            }
            InetAddress jdk = InetAddress.getByAddress(bytes);

            IpAddress address = IpAddress.of(jdk.getHostAddress());

            assertThat(bits(address)).isEqualTo(new BigInteger(1, jdk.getAddress()));
            assertThat(InetAddress.getByName(address.text())).isEqualTo(jdk);
            assertThat(IpAddress.of(address.text())).isEqualTo(address);
        }
    }

    static BigInteger bits(IpAddress address) {
        BigInteger high = new BigInteger(Long.toUnsignedString(address.high()));
        return high.shiftLeft(64).add(new BigInteger(Long.toUnsignedString(address.low())));
    }
}
