package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk without old scripts may close their door. */
final class OldDoorClosedTest {
    @TempDir
    Path folder;

    @Test
    void aClosedV2DoorServesNothingAndTheOthersStayOpen() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, "v2: { open: false }")) {
            Bot bot = house.bot("bot1", "read", "trade");

            for (String path : List.of("/v2/public/time", "/private/linear/order/list", "/v2/private/order/create")) {
                assertThat(bot.get(path).status()).as(path).isEqualTo(404);
                assertThat(bot.get(path).text()).contains("v2.open");
            }
            assertThat(bot.create("still-open").retCode()).isZero();
        }
    }
}
