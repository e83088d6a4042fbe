package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.RequestId;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;

/** A request may end up in a log line; what it proves itself with may not. */
final class RawRequestTest {
    @Test
    void itPrintsNeitherItsHeadersNorItsBody() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Authorization", "Bearer pcl_canary")
                .add("X-BAPI-API-KEY", "pcl_canary@alpha");
        RawRequest request = new RawRequest(
                new RequestId("request-1"),
                HttpMethod.POST,
                "/v5/order/create",
                "token=pcl_canary",
                headers,
                Buffer.buffer("{\"secret\":\"pcl_canary\"}"),
                new RawRequest.Arrival(new PeerAddress("127.0.0.1"), 1, Runnable::run));

        assertThat(request.toString())
                .doesNotContain("canary")
                .contains("request-1", "POST", "/v5/order/create", "127.0.0.1");
    }
}
