package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetCodeTest {
    static Stream<String> documented() {
        return TestResource.lines("documented-ret-codes.txt");
    }

    @ParameterizedTest
    @MethodSource("documented")
    void everyDocumentedCodeHasTheDocumentedClass(String row) {
        String[] words = row.split(" ", -1);
        assertThat(words[1].split("\\|", -1))
                .contains(RetCode.of(Integer.parseInt(words[0])).retClass().name());
    }

    @Test
    void theDocumentedListIsWhole() {
        assertThat(documented()).hasSize(264);
    }

    @Test
    void everyRowSaysWhatItMeansAndWhereFrom() {
        assertThat(RetCode.listed()).hasSizeGreaterThan(330).allSatisfy(row -> {
            assertThat(row.meaning()).isNotBlank().hasSizeLessThan(80);
            assertThat(row.source()).matches("(docs|pybit):\\S+");
            assertThat(row.retClass()).isNotEqualTo(RetClass.UNLISTED);
            assertThat(RetCode.of(row.code())).isEqualTo(row);
        });
    }

    @Test
    void aCodeWithoutARowIsUnlistedAndKeepsItsNumber() {
        assertThat(RetCode.of(987_654))
                .extracting(RetCode::code, RetCode::retClass)
                .containsExactly(987_654, RetClass.UNLISTED);
        assertThat(RetCode.of(-7).retClass()).isEqualTo(RetClass.UNLISTED);
    }
}
