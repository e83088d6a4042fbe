package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AddressBlock;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.IpAddress;
import dev.portcullis.model.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether somebody may do more than before is told exactly. */
final class WideningTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.0/8               | 10.1.0.0/16                       | no
            10.0.0.0/9 10.128.0.0/9  | 10.0.0.0/8                        | no
            10.0.0.0/9               | 10.0.0.0/8                        | 10.0.0.0/8
            0.0.0.0/1 128.0.0.0/1    | 0.0.0.0/0                         | no
            0.0.0.0/0                | ::/0                              | ::/0
            ::/1 8000::/1            | ::/0                              | no
            2001:db8::/33            | 2001:db8:8000::/33                | 2001:db8:8000::/33
            ::/65 0:0:0:0:8000::/65  | ::/64                             | no
            10.0.0.1                 | 10.0.0.1 10.0.0.2                 | 10.0.0.2/32
            """)
    void addressesAreMoreWhenOneOfThemIsNew(String before, String after, String answer) {
        assertThat(Widening.ofAddresses(list(before), list(after))
                        .map(words -> words.replaceAll(".* ", ""))
                        .orElse("no"))
                .isEqualTo(answer);
    }

    private static AddressList list(String words) {
        return AddressList.of(Arrays.asList(words.split(" +")));
    }

    @Test
    void addressesAgreeWithAskingForEachOne() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            AddressList before = drawn(random);
            AddressList after = drawn(random);
            boolean oneIsNew = IntStream.range(0, 32)
                    .mapToObj(last -> IpAddress.of("10.0.0." + last))
                    .anyMatch(address -> after.allows(address) && !before.allows(address));
            assertThat(Widening.ofAddresses(before, after).isPresent())
                    .as("%s -> %s", before, after)
                    .isEqualTo(oneIsNew);
        }
    }

    /** Blocks within 10.0.0.0/27. */
    private static AddressList drawn(Random random) {
        return new AddressList(IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(
                        i -> AddressBlock.around(IpAddress.of("10.0.0." + random.nextInt(32)), 28 + random.nextInt(5)))
                .toList());
    }

    @Test
    void tradeIncludesCancelSoCancelIsNoMore() {
        assertThat(Widening.ofScopes(EnumSet.of(Scope.TRADE), EnumSet.of(Scope.CANCEL)))
                .isEmpty();
        assertThat(Widening.ofScopes(EnumSet.of(Scope.CANCEL), EnumSet.of(Scope.TRADE)))
                .hasValue("more scopes, trade");
    }
}
