package dev.portcullis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "10.0.0.1, 10.0.0.1/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "::/0, ::/0",
        "2001:DB8::/32, 2001:db8::/32",
        "::1, ::1/128",
        "::ffff:10.0.0.0/104, 10.0.0.0/8",
        "::ffff:10.0.0.7, 10.0.0.7/32",
        "::ffff:0:0/96, 0.0.0.0/0"
    })
    void aBlockHasOneCanonicalText(String text, String canonical) {
        assertThat(AddressBlock.of(text).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1/8, write 10.0.0.0/8 for the block or 10.0.0.1/32 for the one address",
        "2001:db8::1/32, write 2001:db8::/32 for the block or 2001:db8::1/128 for the one address",
        "::ffff:0:0/90, write ::ffc0:0:0/90 for the block"
    })
    void bitsBehindThePrefixAreRefusedWithTheBlockThatWasMeant(String text, String fix) {
        assertThatThrownBy(() -> AddressBlock.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/8/8",
                "/8",
                "10.0.0.0/ 8",
                "10.0.0/8",
                "10.0.0.0/999999999999"
            })
    void whatIsNoBlockIsRefused(String text) {
        assertThatThrownBy(() -> AddressBlock.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPeerIsAllowedByTheBlockThatHoldsIt() {
        AddressList list = AddressList.of("10.1.0.0/16", "2001:db8::/48");

        assertThat(list.allows(new PeerAddress("10.1.255.255"))).isTrue();
        assertThat(list.allows(new PeerAddress("10.2.0.0"))).isFalse();
        assertThat(list.allows(new PeerAddress("2001:db8:0:ffff::9"))).isTrue();
        assertThat(list.allows(new PeerAddress("2001:db8:1::"))).isFalse();
        assertThat(list.allows(new PeerAddress("::ffff:10.1.0.1"))).isTrue();
    }

    @Test
    void anEmptyListAllowsNobodyAndEveryAddressOfBothFamiliesIsAnywhere() {
        PeerAddress peer = new PeerAddress("127.0.0.1");

        assertThat(new AddressList(List.of()).allows(peer)).isFalse();
        assertThat(AddressList.ANYWHERE.allows(peer)).isTrue();
        assertThat(AddressList.ANYWHERE.allows(new PeerAddress("ffff::1"))).isTrue();
    }

    @Test
    void aPeerThatIsNoAddressIsOnNoList() {
        assertThat(AddressList.ANYWHERE.allows(new PeerAddress("unreadable"))).isFalse();
        assertThat(AddressList.ANYWHERE.allows(new PeerAddress(""))).isFalse();
    }

    @Test
    void anIpv4BlockHoldsNoIpv6Address() {
        assertThat(AddressList.of("0.0.0.0/0").allows(new PeerAddress("::1"))).isFalse();
        assertThat(AddressList.of("::/0").allows(new PeerAddress("127.0.0.1"))).isFalse();
    }

    @Test
    void repeatedBlocksAreKeptOnce() {
        assertThat(AddressList.of("10.0.0.0/8", "::ffff:10.0.0.0/104").text()).isEqualTo("10.0.0.0/8");
    }

    @Test
    void randomBlocksAgreeWithArithmeticOnWholeNumbers() {
        Random random = new Random(7);
        for (int round = 0; round < 3_000; round++) {
            List<AddressBlock> blocks = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                blocks.add(randomBlock(random));
            }
            AddressList list = new AddressList(blocks);
            for (int i = 0; i < 10; i++) {
                IpAddress address = random.nextBoolean() ? randomAddress(random) : near(random, blocks.get(0));

                assertThat(list.allows(address)).isEqualTo(blocks.stream().anyMatch(block -> holds(block, address)));
            }
        }
    }

    private static boolean holds(AddressBlock block, IpAddress address) {
        if (block.first().family() != address.family()) {
            return false;
        }
        BigInteger size = BigInteger.ONE.shiftLeft(address.family().bits() - block.prefixBits());
        BigInteger distance = IpAddressTest.bits(address).subtract(IpAddressTest.bits(block.first()));
        return distance.signum() >= 0 && distance.compareTo(size) < 0;
    }

    private static AddressBlock randomBlock(Random random) {
        IpAddress address = randomAddress(random);
        return AddressBlock.around(address, random.nextInt(address.family().bits() + 1));
    }

    private static IpAddress randomAddress(Random random) {
        return random.nextBoolean()
                ? IpAddress.v4(random.nextLong() & 0xFFFFFFFFL)
                : IpAddress.v6(random.nextLong(), random.nextLong());
    }

    /** One of the addresses around the edges of the block, where mistakes by one live. */
    private static IpAddress near(Random random, AddressBlock block) {
        int bits = block.first().family().bits();
        BigInteger size = BigInteger.ONE.shiftLeft(bits - block.prefixBits());
        BigInteger edge = IpAddressTest.bits(block.first()).add(random.nextBoolean() ? size : BigInteger.ZERO);
        BigInteger wrapped = edge.add(BigInteger.valueOf(random.nextInt(3) - 1)).mod(BigInteger.ONE.shiftLeft(bits));
        return bits == 32
                ? IpAddress.v4(wrapped.longValue())
                : IpAddress.v6(wrapped.shiftRight(64).longValue(), wrapped.longValue());
    }
}
