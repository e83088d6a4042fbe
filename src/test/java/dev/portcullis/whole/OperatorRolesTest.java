package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a viewer, an operator and an admin may ask of the running gate, and that nobody else may ask anything. */
final class OperatorRolesTest {
    private static final List<String> ROLES = List.of("viewer", "operator", "admin");

    /** Each asks for something that does not exist or cannot be read, so that who may ask changes nothing. */
    private static final List<Asked> ALL = List.of(
            new Asked("viewer", "GET", "/metrics"),
            new Asked("viewer", "GET", "/admin/accounts"),
            new Asked("viewer", "GET", "/admin/accounts/alpha"),
            new Asked("viewer", "GET", "/admin/clients"),
            new Asked("viewer", "GET", "/admin/tokens"),
            new Asked("viewer", "GET", "/admin/operators"),
            new Asked("viewer", "GET", "/admin/seal-key"),
            new Asked("viewer", "GET", "/admin/keys"),
            new Asked("viewer", "GET", "/admin/halts"),
            new Asked("viewer", "GET", "/admin/audit/tail"),
            new Asked("viewer", "GET", "/admin/audit/trace/nothing"),
            new Asked("viewer", "GET", "/admin/status"),
            new Asked("viewer", "GET", "/admin/alerts"),
            new Asked("operator", "POST", "/admin/alerts/test"),
            new Asked("operator", "POST", "/admin/alerts/clear"),
            new Asked("viewer", "GET", "/admin/desk"),
            new Asked("viewer", "GET", "/admin/backup"),
            new Asked("operator", "POST", "/admin/accounts/nothing/disable"),
            new Asked("operator", "POST", "/admin/accounts/nothing/enable"),
            new Asked("operator", "POST", "/admin/clients/nothing/disable"),
            new Asked("operator", "POST", "/admin/clients/nothing/enable"),
            new Asked("operator", "DELETE", "/admin/tokens/nothing123"),
            new Asked("operator", "POST", "/admin/keys/nothing/check"),
            new Asked("operator", "POST", "/admin/halt"),
            new Asked("operator", "POST", "/admin/resume"),
            new Asked("admin", "POST", "/admin/accounts"),
            new Asked("admin", "DELETE", "/admin/accounts/nothing"),
            new Asked("admin", "POST", "/admin/clients"),
            new Asked("admin", "DELETE", "/admin/clients/nothing"),
            new Asked("admin", "POST", "/admin/clients/nothing/grants"),
            new Asked("admin", "DELETE", "/admin/clients/nothing/grants/alpha"),
            new Asked("admin", "POST", "/admin/clients/nothing/tokens"),
            new Asked("admin", "POST", "/admin/accounts/alpha/keys"),
            new Asked("admin", "POST", "/admin/keys/nothing/revoke"),
            new Asked("admin", "POST", "/admin/operators"),
            new Asked("admin", "POST", "/admin/operators/nothing/tokens"),
            new Asked("admin", "POST", "/admin/desk/apply"),
            new Asked("admin", "POST", "/admin/backup"),
            new Asked("admin", "DELETE", "/admin/operators/nothing"));

    @TempDir
    Path folder;

    private RunningGate house;

    /** A request, and the least that its sender must be. */
    private record Asked(String role, String method, String path) {
        Bot.Reply by(Bot bot) throws Exception {
            return bot.send(method, path, method.equals("POST") ? "{\"mode\":\"none\",\"symbol\":\"?\"}" : "");
        }
    }

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.unlimited(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private String tokenOf(String role) throws Exception {
        return house.admin(
                        "POST",
                        "/admin/operators",
                        new JsonObject().put("name", role + "-1").put("role", role))
                .body()
                .getString("token");
    }

    private Bot atTheAdminDoor(String token) {
        return new Bot(house.gate().adminUrl(), token);
    }

    @Test
    void eachRoleMayAskForItsOwnAndForWhatLesserRolesMay() throws Exception {
        Map<String, Bot> operators = new TreeMap<>();
        for (String role : ROLES) {
            operators.put(role, atTheAdminDoor(tokenOf(role)));
        }
        for (Asked asked : ALL) {
            for (String role : ROLES) {
                Bot.Reply reply = asked.by(operators.get(role));
                if (ROLES.indexOf(role) >= ROLES.indexOf(asked.role())) {
                    assertThat(reply.status()).as("%s by %s", asked, role).isIn(200, 400, 404, 409, 422);
                } else {
                    assertThat(reply.status()).as("%s by %s", asked, role).isEqualTo(403);
                    assertThat(reply.text()).contains("needs the role " + asked.role() + "; " + role + "-1 is " + role);
                }
            }
        }
    }

    @Test
    void withoutAnOperatorsLiveTokenNothingIsAnswered() throws Exception {
        house.bot("bot1", "read", "trade");
        String gone = tokenOf("admin");
        house.admin("DELETE", "/admin/operators/admin-1", null);
        for (String token : List.of("", "pco_abcd123456_" + "a".repeat(49), house.token("bot1"), gone)) {
            for (Asked asked : ALL) {
                assertThat(asked.by(atTheAdminDoor(token)).status())
                        .as("%s", asked)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void healthAloneIsOpen() throws Exception {
        assertThat(atTheAdminDoor("").get("/health/live").status()).isEqualTo(200);
        assertThat(atTheAdminDoor("").get("/health/ready").status()).isEqualTo(200);
        assertThat(atTheAdminDoor("").get("/admin/accounts").status()).isEqualTo(401);
    }

    @Test
    void noRouteOfOperatorsIsServedAtTheDataListener() throws Exception {
        Bot admin = new Bot(house.gate().dataUrl(), house.operatorToken());
        for (Asked asked : ALL) {
            assertThat(asked.by(admin).status()).as("%s", asked).isEqualTo(404);
        }
    }
}
