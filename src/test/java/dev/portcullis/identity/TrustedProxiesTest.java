package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AddressList;
import dev.portcullis.model.PeerAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies = new TrustedProxies(AddressList.of("10.0.0.0/8", "fd00::/8"));

    /** Headers are separated by a bar. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // socket, headers, peer
                "203.0.113.9, -, 203.0.113.9",
                "203.0.113.9, '6.6.6.6', 203.0.113.9",
                "10.0.0.1, -, 10.0.0.1",
                "10.0.0.1, '203.0.113.9', 203.0.113.9",
                "10.0.0.1, '6.6.6.6, 203.0.113.9', 203.0.113.9",
                "10.0.0.1, '6.6.6.6|203.0.113.9', 203.0.113.9",
                "10.0.0.1, '203.0.113.9|10.0.0.2', 203.0.113.9",
                "10.0.0.1, '6.6.6.6, 203.0.113.9, 10.0.0.2, 10.0.0.3', 203.0.113.9",
                "10.0.0.1, '6.6.6.6,203.0.113.9,10.0.0.2', 203.0.113.9",
                "10.0.0.1, '10.0.0.5, 10.0.0.6', 10.0.0.5",
                "10.0.0.1, 'garbage, 203.0.113.9', 203.0.113.9",
                "10.0.0.1, ', 203.0.113.9', 203.0.113.9",
                "10.0.0.1, '203.0.113.9:4711', 203.0.113.9",
                "10.0.0.1, '[2001:db8::9]:4711', 2001:db8::9",
                "10.0.0.1, '[2001:db8::9]', 2001:db8::9",
                "10.0.0.1, '2001:DB8:0::9', 2001:db8::9",
                "10.0.0.1, '::ffff:203.0.113.9', 203.0.113.9",
                "::ffff:10.0.0.1, '203.0.113.9', 203.0.113.9",
                "fd00::1%eth0, '203.0.113.9', 203.0.113.9",
                "fe80::1%eth0, '203.0.113.9', fe80::1"
            })
    void theFirstUntrustedHopFromTheRightIsThePeer(String socket, String headers, String peer) {
        List<String> values = headers == null ? List.of() : Arrays.asList(headers.split("\\|"));

        assertThat(proxies.peerOf(socket, values)).isEqualTo(new PeerAddress(peer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "",
                " ",
                "unknown",
                "203.0.113.9,",
                "203.0.113.9, , 10.0.0.2",
                "010.0.0.9",
                "203.0.113.9:x",
                "[203.0.113.9",
                "2001:db8::9]:1",
                "127.1",
                "localhost",
                "fe80::1%eth0"
            })
    void aHopThatCannotBeReadMakesTheCallerOneWhomNoListAllows(String header) {
        PeerAddress peer = proxies.peerOf("10.0.0.1", List.of(header));

        assertThat(peer).isEqualTo(TrustedProxies.UNREADABLE);
        assertThat(AddressList.ANYWHERE.allows(peer)).isFalse();
    }

    @Test
    void withoutTrustedProxiesTheHeaderIsNeverLookedAt() {
        TrustedProxies none = new TrustedProxies(new AddressList(List.of()));

        assertThat(none.peerOf("127.0.0.1", List.of("6.6.6.6"))).isEqualTo(new PeerAddress("127.0.0.1"));
    }
}
