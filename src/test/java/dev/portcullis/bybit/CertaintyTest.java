package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.EndpointKind;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertaintyTest {
    /** Codes after which an order may live all the same: timeouts, overload, duplicates, orders in the works. */
    private static final Set<Integer> MAY_HAVE_HAPPENED = Set.of(
            429, 10429, 10019, 10018, 10000, 10016, 170001, 170007, 170032, 170035, 170146, 170147, 170234, 170310,
            10014, 110072, 170141, 110030, 20006, 110079, 40004, 130150);

    /** The words that say no. */
    private static final Set<RetClass> REFUSALS = Set.of(
            RetClass.PARAM,
            RetClass.TIME,
            RetClass.AUTH,
            RetClass.PERMISSION,
            RetClass.RATE,
            RetClass.FUNDS,
            RetClass.RISK,
            RetClass.QTY,
            RetClass.PRICE,
            RetClass.LIMIT,
            RetClass.STATE,
            RetClass.ACCOUNT,
            RetClass.LIQUIDITY,
            RetClass.NOT_FOUND,
            RetClass.FINAL);

    @Test
    void everyListedCodeIsJudgedOnACreate() {
        for (RetCode row : RetCode.listed()) {
            Certainty judged = Certainty.ofCode(EndpointKind.CREATE, row.code());
            if (MAY_HAVE_HAPPENED.contains(row.code())) {
                assertThat(judged).as(row.toString()).isEqualTo(Certainty.UNKNOWN);
            } else if (REFUSALS.contains(row.retClass())) {
                assertThat(judged).as(row.toString()).isEqualTo(Certainty.REFUSED);
            } else if (row.retClass() == RetClass.OK || row.retClass() == RetClass.NO_CHANGE) {
                assertThat(judged).as(row.toString()).isEqualTo(Certainty.DONE);
            } else {
                assertThat(judged).as(row.toString()).isEqualTo(Certainty.UNKNOWN);
            }
        }
    }

    @Test
    void everyCodeThatMayHaveHappenedIsListed() {
        assertThat(MAY_HAVE_HAPPENED)
                .allSatisfy(code -> assertThat(RetCode.of(code).retClass()).isNotEqualTo(RetClass.UNLISTED));
    }

    @ParameterizedTest
    @EnumSource(
            value = EndpointKind.class,
            names = {"CREATE", "CREATE_BATCH", "AMEND", "AMEND_BATCH", "CANCEL", "CANCEL_ALL", "CANCEL_BATCH"})
    void aCodeThatNobodyListedProvesNothingAboutOrders(EndpointKind kind) {
        assertThat(judge(kind, 200, "{\"retCode\":987654,\"retMsg\":\"new\"}")).isEqualTo(Certainty.UNKNOWN);
    }

    @Test
    void aCodeThatNobodyListedRefusesAConfiguration() {
        assertThat(judge(EndpointKind.CONFIGURE, 200, "{\"retCode\":987654}")).isEqualTo(Certainty.REFUSED);
    }

    @Test
    void rateLimitsOfTheAccountAreRefusalsAndOverloadIsNot() {
        assertThat(Certainty.ofCode(EndpointKind.CREATE, 10006)).isEqualTo(Certainty.REFUSED);
        assertThat(Certainty.ofCode(EndpointKind.CREATE, 10403)).isEqualTo(Certainty.REFUSED);
        assertThat(Certainty.ofCode(EndpointKind.CREATE, 170222)).isEqualTo(Certainty.REFUSED);
        assertThat(Certainty.ofCode(EndpointKind.CREATE, 10429)).isEqualTo(Certainty.UNKNOWN);
        assertThat(Certainty.ofCode(EndpointKind.CREATE, 10019)).isEqualTo(Certainty.UNKNOWN);
    }

    @Test
    void whatIsSoAlreadyIsDone() {
        assertThat(judge(EndpointKind.CONFIGURE, 200, "{\"retCode\":110043}")).isEqualTo(Certainty.DONE);
        assertThat(judge(EndpointKind.CONFIGURE, 200, "{\"retCode\":34040}")).isEqualTo(Certainty.DONE);
    }

    @Test
    void aCancelOfWhatIsGoneIsRefusedNotUnknown() {
        assertThat(judge(EndpointKind.CANCEL, 200, "{\"retCode\":110001}")).isEqualTo(Certainty.REFUSED);
        assertThat(judge(EndpointKind.CANCEL, 200, "{\"retCode\":170213}")).isEqualTo(Certainty.REFUSED);
        assertThat(judge(EndpointKind.CANCEL, 200, "{\"retCode\":110008}")).isEqualTo(Certainty.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>502 Bad Gateway</html>",
                "{\"retCode\":0",
                "{\"retCode\":\"0\"}",
                "{\"retCode\":0}{}",
                "{\"retMsg\":\"OK\"}",
                "[]",
                "{\"retCode\":0.0}",
                "{\"retCode\":110007,\"retCode\":0}",
                "{\"retCode\":99999999999}"
            })
    void whatIsNotBybitsOwnWordProvesNothingEvenWithStatus200(String body) {
        assertThat(judge(EndpointKind.CREATE, 200, body)).isEqualTo(Certainty.UNKNOWN);
    }

    @Test
    void successUnderAnotherStatusProvesNothing() {
        for (int status : new int[] {201, 204, 302, 400, 403, 429, 500, 502, 503, 504}) {
            assertThat(judge(EndpointKind.CREATE, status, "{\"retCode\":0}")).isEqualTo(Certainty.UNKNOWN);
        }
    }

    @Test
    void aDefiniteRefusalUnderA400Or401IsARefusal() {
        assertThat(judge(EndpointKind.CREATE, 401, "{\"retCode\":10003}")).isEqualTo(Certainty.REFUSED);
        assertThat(judge(EndpointKind.CREATE, 400, "{\"retCode\":10001}")).isEqualTo(Certainty.REFUSED);
        assertThat(judge(EndpointKind.CREATE, 404, "{\"retCode\":10017}")).isEqualTo(Certainty.REFUSED);
        assertThat(judge(EndpointKind.CREATE, 400, "{\"retCode\":10016}")).isEqualTo(Certainty.UNKNOWN);
    }

    @Test
    void a403A429AndA5xxProveNothingWhateverTheySay() {
        for (int status : new int[] {403, 408, 429, 500, 502, 503, 504}) {
            assertThat(judge(EndpointKind.CREATE, status, "{\"retCode\":10001}"))
                    .isEqualTo(Certainty.UNKNOWN);
        }
        assertThat(judge(EndpointKind.CREATE, 403, "access too frequent")).isEqualTo(Certainty.UNKNOWN);
    }

    private static Certainty judge(EndpointKind kind, int status, String body) {
        Optional<V5Envelope> envelope = V5Envelope.read(Buffer.buffer(body));
        return Certainty.of(kind, status, envelope);
    }
}
