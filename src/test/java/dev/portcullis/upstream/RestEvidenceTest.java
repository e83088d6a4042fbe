package dev.portcullis.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Category;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderEvidence.Question;
import dev.portcullis.model.OrderEvidence.Sighting;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Reply;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.Symbol;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RestEvidenceTest {
    private static final AccountId ALPHA = new AccountId("alpha");
    private static final Question BY_LINK_ID =
            new Question(ALPHA, Category.LINEAR, new Symbol("BTC-24MAR23"), new OrderLinkId("gw-0001"), null);
    private static final Question BY_ORDER_ID =
            new Question(ALPHA, Category.SPOT, null, null, new OrderId("1666800494330512128"));
    private static final String ORDER = "{\"orderId\":\"1666800494330512128\",\"orderLinkId\":\"gw-0001\","
            + "\"symbol\":\"BTC-24MAR23\",\"side\":\"Buy\",\"orderStatus\":\"New\",\"createdTime\":\"1684738540559\"}";

    private final List<Departure> asked = new ArrayList<>();
    private final OwnReads reads = new OwnReads(() -> new RequestId("request-1"), () -> 0, Runnable::run);
    private Reply reply = answer(200, list(""));

    private final RestEvidence evidence = new RestEvidence(
            departure -> {
                asked.add(departure);
                return Future.succeededFuture(reply);
            },
            (account, endpoint) -> Optional.of(new Departure.Route(
                    new EnvironmentId("testnet"), endpoint, EndpointKind.READ, account, new CredentialId("key-1"))),
            reads);

    @Test
    void anOrderIsAskedForByItsOrderLinkId() {
        evidence.realtime(BY_LINK_ID);

        assertThat(asked.get(0).route().endpoint()).hasToString("GET /v5/order/realtime");
        assertThat(asked.get(0).rawQuery()).isEqualTo("category=linear&symbol=BTC-24MAR23&orderLinkId=gw-0001");
    }

    @Test
    void anOrderIsAskedForByItsOrderIdWhenNothingElseIsKnown() {
        evidence.history(BY_ORDER_ID);

        assertThat(asked.get(0).route().endpoint()).hasToString("GET /v5/order/history");
        assertThat(asked.get(0).rawQuery()).isEqualTo("category=spot&orderId=1666800494330512128");
    }

    @Test
    void anOrderInTheListIsSeenAtTheExchangesTime() {
        reply = answer(200, list(ORDER));

        Sighting sighting = evidence.realtime(BY_LINK_ID).result();

        assertThat(sighting).isInstanceOf(Sighting.Seen.class);
        Sighting.Seen seen = (Sighting.Seen) sighting;
        assertThat(seen.order().orderId()).isEqualTo(new OrderId("1666800494330512128"));
        assertThat(seen.serverTimeMillis()).isEqualTo(1_684_765_770_483L);
        assertThat(evidence.history(BY_ORDER_ID).result()).isInstanceOf(Sighting.Seen.class);
    }

    @Test
    void anEmptyListIsNotSeenAtThatTime() {
        assertThat(evidence.history(BY_LINK_ID).result()).isEqualTo(new Sighting.NotSeen(1_684_765_770_483L));
    }

    @Test
    void otherOrdersThanTheOneAskedProveNothing() {
        reply = answer(200, list(ORDER.replace("gw-0001", "gw-0002")));

        assertCouldNotTell(evidence.realtime(BY_LINK_ID), "other orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{\"retCode\":0,\"result\":{\"list\":[]}}",
                "{\"retCode\":0,\"result\":{},\"time\":1684765770483}",
                "{\"retCode\":0,\"result\":{\"list\":[{}]},\"time\":1684765770483}",
                "{\"retCode\":0,\"result\":{\"list\":[",
                "{\"retCode\":10006,\"result\":{\"list\":[]},\"time\":1684765770483}",
                "{\"retCode\":10000,\"retMsg\":\"Server Timeout\",\"time\":1684765770483}"
            })
    void anAnswerThatIsNotCleanProvesNothing(String body) {
        reply = answer(200, body);

        assertThat(evidence.realtime(BY_LINK_ID).result()).isInstanceOf(Sighting.CouldNotTell.class);
    }

    @Test
    void anErrorStatusProvesNothingWhateverItsBody() {
        reply = answer(502, list(""));

        assertCouldNotTell(evidence.realtime(BY_LINK_ID), "HTTP status 502");
    }

    @Test
    void aReadThatFailsOnTheWayProvesNothing() {
        reply = new Reply.NotWritten("no connection");
        assertCouldNotTell(evidence.realtime(BY_LINK_ID), "no connection");

        reply = new Reply.NoAnswer("silence");
        assertCouldNotTell(evidence.realtime(BY_LINK_ID), "silence");
    }

    @Test
    void aReadThatGetsNoRoomInTheBudgetProvesNothing() {
        RestEvidence crowded = new RestEvidence(
                departure -> Future.failedFuture("no room"),
                (account, endpoint) -> Optional.of(new Departure.Route(
                        new EnvironmentId("testnet"), endpoint, EndpointKind.READ, account, new CredentialId("key-1"))),
                reads);

        assertCouldNotTell(crowded.realtime(BY_LINK_ID), "the read failed");
    }

    @Test
    void anAccountWithoutAKeyCannotBeAskedAbout() {
        RestEvidence keyless = new RestEvidence(
                departure -> Future.failedFuture("must not be sent"), (account, endpoint) -> Optional.empty(), reads);

        assertCouldNotTell(keyless.realtime(BY_LINK_ID), "no usable key");
    }

    @Test
    void aQuestionWithoutAnyIdIsNotAsked() {
        Question blank = new Question(ALPHA, Category.LINEAR, null, null, null);

        assertCouldNotTell(evidence.realtime(blank), "neither orderId nor orderLinkId");
        assertThat(asked).isEmpty();
    }

    private static void assertCouldNotTell(Future<Sighting> future, String words) {
        assertThat(future.result()).isInstanceOf(Sighting.CouldNotTell.class);
        assertThat(((Sighting.CouldNotTell) future.result()).why()).contains(words);
    }

    private static Reply answer(int status, String body) {
        return new Reply.Answered(new AnswerHead(status, List.of()), Buffer.buffer(body));
    }

    private static String list(String orders) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"nextPageCursor\":\"\",\"category\":\"linear\",\"list\":["
                + orders + "]},\"retExtInfo\":{},\"time\":1684765770483}";
    }
}
