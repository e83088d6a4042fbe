package dev.portcullis.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssociatedBytesTest {
    @Test
    void noTwoListsOfPartsGiveTheSameBytes() {
        List<byte[]> all = List.of(
                AssociatedBytes.of("p", "ab", "c"),
                AssociatedBytes.of("p", "a", "bc"),
                AssociatedBytes.of("p", "abc", ""),
                AssociatedBytes.of("p", "", "abc"),
                AssociatedBytes.of("p", "abc"),
                AssociatedBytes.of("pa", "b", "c"),
                AssociatedBytes.of("p", "a\0\0\0\1b", "c"),
                AssociatedBytes.of("p"));
        Set<String> distinct = new HashSet<>();
        all.forEach(bytes -> distinct.add(Arrays.toString(bytes)));
        assertThat(distinct).hasSameSizeAs(all);
    }
}
