package dev.portcullis.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"retCode\":0,\"time\":1671017382656}",
                "{\"retCode\":0,\"retExtInfo\":{},\"time\":\"1671017382656\"}",
                "{ \"retCode\" : 0 ,\n \"time\" : 1671017382656 }\n",
                "{\"time\":1671017382656}"
            })
    void theLastMemberIsTheTime(String body) {
        assertThat(ServerTime.atEndOf(Buffer.buffer(body))).hasValue(1_671_017_382_656L);
    }

    @Test
    void aLongAnswerIsReadOnlyAtItsEnd() {
        String body = "{\"result\":{\"list\":[" + "\"\u00b5\",".repeat(10_000) + "\"x\"]},\"time\":1671017382656}";

        assertThat(ServerTime.atEndOf(Buffer.buffer(body))).hasValue(1_671_017_382_656L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"time\":1671017382656,\"result\":{}}",
                "{\"result\":{\"time\":1671017382656}}",
                "{\"result\":[{\"time\":1671017382656}]}",
                "{\"updateTime\":1671017382656}",
                "{\"time\":16710173826}",
                "{\"time\":16710173826560}",
                "<html>time:1671017382656</html>"
            })
    void anythingElseIsNoTime(String body) {
        assertThat(ServerTime.atEndOf(Buffer.buffer(body))).isEmpty();
    }

    @Test
    void theTextOfARefusedTimestampHoldsTheServersTime() {
        String text = "req_timestamp[1671017380000],server_timestamp[1671017382656],recv_window[5000]";

        assertThat(ServerTime.inTextOf(Buffer.buffer(text))).hasValue(1_671_017_382_656L);
        assertThat(ServerTime.inTextOf(Buffer.buffer("server_timestamp[]"))).isEmpty();
    }
}
