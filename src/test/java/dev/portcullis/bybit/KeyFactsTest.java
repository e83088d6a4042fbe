package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.Category;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class KeyFactsTest {
    private static final String ANSWER = """
            {"retCode":0,"retMsg":"","result":{"id":"2208369","note":"testnet","apiKey":"XXXXXXXX","readOnly":0,
            "secret":"","permissions":{"ContractTrade":["Order","Position"],"Spot":["SpotTrade"],"Wallet":[],
            "Options":[],"Derivatives":["DerivativesTrade"]},"ips":["18.181.170.164"],"type":1,"deadlineDay":-2,
            "expiredAt":"1970-01-01T00:00:00Z","createdAt":"2025-10-13T03:20:45Z","unified":0,"uta":1,
            "userID":1448939,"vipLevel":"PRO-1","rsaPublicKey":"","isMaster":true,"parentUid":"0"},
            "retExtInfo":{},"time":1776149990532}
            """;

    @Test
    void readsABoundTradingKey() {
        KeyFacts key = read(ANSWER);

        assertThat(key.uid()).isEqualTo("1448939");
        assertThat(key.owner())
                .isEqualTo(new KeyFacts.Owner("1448939", "0", true, "PRO-1", KeyFacts.AccountMode.UNIFIED));
        assertThat(key.owner().tier().derivatives()).isEqualTo(200);
        assertThat(key.note()).isEqualTo("testnet");
        assertThat(key.rsa()).isFalse();
        assertThat(key.isBoundToAddresses()).isTrue();
        assertThat(key.expiresAt()).as("1970 is never").isNull();
        assertThat(key.deadlineDay()).isEqualTo(-2);
        assertThat(key.hasWithdrawOrTransfer()).isFalse();
    }

    @Test
    void readsAnUnboundRsaKeyThatExpires() {
        KeyFacts key = read(ANSWER.replace("[\"18.181.170.164\"]", "[\"*\"]")
                .replace("1970-01-01T00:00:00Z", "2026-12-01T10:00:00Z")
                .replace("\"deadlineDay\":-2", "\"deadlineDay\":83")
                .replace("\"rsaPublicKey\":\"\"", "\"rsaPublicKey\":\"-----BEGIN\""));

        assertThat(key.isBoundToAddresses()).isFalse();
        assertThat(key.expiresAt()).isEqualTo(Instant.parse("2026-12-01T10:00:00Z"));
        assertThat(key.deadlineDay()).isEqualTo(83);
        assertThat(key.rsa()).isTrue();
    }

    @Test
    void knowsWhatTheKeyMayTrade() {
        KeyFacts key = read(ANSWER);
        assertThat(key.canTrade(Category.LINEAR)).isTrue();
        assertThat(key.canTrade(Category.INVERSE)).isTrue();
        assertThat(key.canTrade(Category.SPOT)).isTrue();
        assertThat(key.canTrade(Category.OPTION)).isFalse();

        KeyFacts readOnly = read(ANSWER.replace("\"readOnly\":0", "\"readOnly\":1"));
        assertThat(readOnly.canTrade(Category.LINEAR)).isFalse();
    }

    @Test
    void anyRightOfTheWalletMovesFunds() {
        for (String right :
                new String[] {"Withdraw", "AccountTransfer", "SubMemberTransfer", "SubMemberTransferList", "New"}) {
            assertThat(read(ANSWER.replace("\"Wallet\":[]", "\"Wallet\":[\"" + right + "\"]"))
                            .hasWithdrawOrTransfer())
                    .isTrue();
        }
    }

    @Test
    void missingWordsAreReadAsNone() {
        KeyFacts key = read("{\"retCode\":0,\"result\":{\"userID\":\"7\",\"readOnly\":false,\"permissions\":{}}}");
        assertThat(key.note()).isEmpty();
        assertThat(key.deadlineDay()).isNull();
        assertThat(key.expiresAt()).isNull();
        assertThat(key.isBoundToAddresses()).isFalse();
        assertThat(key.owner().tier()).isEqualTo(Tier.DEFAULT);
    }

    @Test
    void anAnswerThatProvesNothingIsRefusedAndSaysWhy() {
        assertThatReading("<html>").hasMessageContaining("not JSON");
        assertThatReading("").hasMessageContaining("without a retCode");
        assertThatReading("{\"retCode\":10003}").hasMessageContaining("retCode 10003");
        assertThatReading("{\"retCode\":0}").hasMessageContaining("without a result");
        assertThatReading(ANSWER.replace("\"userID\"", "\"uid\"")).hasMessageContaining("without a userID");
        assertThatReading(ANSWER.replace("\"readOnly\"", "\"ro\"")).hasMessageContaining("without readOnly");
        assertThatReading(ANSWER.replace("\"permissions\"", "\"p\"")).hasMessageContaining("without permissions");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatReading(String body) {
        return assertThatThrownBy(() -> read(body)).isInstanceOf(IllegalArgumentException.class);
    }

    private static KeyFacts read(String body) {
        return KeyFacts.read(Buffer.buffer(body));
    }
}
