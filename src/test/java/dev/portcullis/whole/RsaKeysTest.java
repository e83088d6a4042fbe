package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.credential.RsaKeyPair;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account whose key is an RSA pair: it trades, and a crowd of orders meets the signing's own limit. */
final class RsaKeysTest {
    private static final int CROWD = 40;
    private static final String ONE_AT_A_TIME = "keys: { rsa: { threads: 1, waiting: 1 } }";

    @TempDir
    Path folder;

    private RunningGate house;

    @BeforeEach
    void openAHouseWithAnRsaKey() throws Exception {
        house = RunningGate.limited(folder, ONE_AT_A_TIME);
        try (RsaKeyPair pair = RsaKeyPair.generate(4_096, new SecureRandom())) {
            assertThat(house.putRsaKey("alpha", "rsakey0000001", pair).status()).isEqualTo(200);
        }
    }

    @AfterEach
    void closeTheHouse() {
        house.close();
    }

    @Test
    void theExchangeVerifiesWhatTheGeneratedKeySigns() throws Exception {
        Bot bot = house.bot("bot1", "read", "trade");

        assertThat(bot.create("rsa-1").retCode()).isZero();
        assertThat(bot.cancel("rsa-1").retCode()).isZero();
        assertThat(bot.get("/v5/user/query-api").text()).contains("BEGIN PUBLIC KEY");
    }

    @Test
    void whomRsaSigningCannotServeIsToldNotSentAndMaySendAgain() throws Exception {
        Bot bot = house.bot("bot1", "read", "trade");
        int before = house.sandbox().journal().createsAccepted();
        // When: far more creates at once than the line for signatures holds, and than the rate budget has turns
        List<CompletableFuture<Bot.Reply>> sent = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            sent.add(bot.createLater("crowd-" + i));
        }
        List<Bot.Reply> replies = sent.stream().map(CompletableFuture::join).toList();
        // Then: each is placed or not sent; on a slow machine some find no turn before their deadline (10006)
        assertThat(replies)
                .allMatch(reply -> reply.retCode() == 0 || reply.retCode() == 990004 || reply.retCode() == 10006);
        List<Bot.Reply> refused =
                replies.stream().filter(reply -> reply.retCode() != 0).toList();
        assertThat(refused).allMatch(reply -> reply.outcome().equals("not_sent"));
        // on a slow machine a signature may also come after the call's own deadline
        assertThat(refused)
                .filteredOn(reply -> reply.retMsg().contains("RSA signing is saturated"))
                .isNotEmpty();
        assertThat(house.sandbox().journal().createsAccepted()).isEqualTo(before + CROWD - refused.size());
        // And: the same order may be sent again
        String id = refused.get(0).header("x-portcullis-order-link-id");
        assertThat(bot.create(id).retCode()).isZero();
    }
}
