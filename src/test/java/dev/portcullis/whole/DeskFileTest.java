package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code export} and {@code apply} of the command line against the running gate. */
@Tag("once")
final class DeskFileTest {
    @TempDir
    Path folder;

    private RunningGate house;
    private Commands commands;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.configured(folder, "ledger: { deadline: 10s }");
        commands = new Commands();
        file = folder.resolve("desk.yaml");
    }

    @AfterEach
    void close() {
        commands.close();
        house.close();
    }

    private int run(String... words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--data";
        all[words.length + 1] = house.data().toString();
        return commands.run(all);
    }

    private String export() {
        assertThat(run("export")).as(commands.said()).isZero();
        return commands.out();
    }

    @Test
    void theFileOfTheDeskChangesNothingAndHoldsNoSecret() throws Exception {
        String token = house.token("warm-up");
        String yaml = export();

        assertThat(yaml)
                .startsWith("# The desk of a Portcullis gate.")
                .contains(
                        "version: 1\n",
                        "  alpha:\n    environment: sandbox\n",
                        "      alpha:\n        scopes: [read, trade]\n")
                .doesNotContain(token, token.substring(4, 14), RunningGate.API_KEY, RunningGate.API_SECRET);
        Files.writeString(file, yaml);
        assertThat(run("apply", "-f", file.toString(), "--dry-run", "--prune"))
                .as(commands.said())
                .isZero();
        assertThat(commands.out()).isEqualTo("nothing to change\n");
        assertThat(run("apply", "-f", file.toString(), "--prune")).isZero();
        assertThat(export()).isEqualTo(yaml);
    }

    @Test
    void aDryRunExitsThreeAndAnApplyIsInForceAtOnceAndInTheLedger() throws Exception {
        Bot bot = house.bot(house.token("warm-up"));
        assertThat(bot.create("before").retCode()).isZero();
        Files.writeString(
                file,
                export().replace("scopes: [read, trade]", "scopes: [read]")
                        .replace("clients:\n", "clients:\n  bot7:\n    grants: { alpha: { scopes: [cancel] } }\n"));

        assertThat(run("apply", "-f", file.toString(), "--dry-run")).isEqualTo(3);
        assertThat(commands.out())
                .contains(
                        "~ grant warm-up on alpha scopes: read,trade -> read\n",
                        "+ grant bot7 on alpha: cancel  ! widens: new grant\n",
                        "next: client bot7 has no token yet: token issue bot7\n",
                        "nothing was done");
        assertThat(bot.create("still").retCode()).isZero();
        assertThat(run("apply", "-f", file.toString(), "--json")).isZero();
        String sha256 = new JsonObject(commands.out()).getString("sha256");

        assertThat(bot.create("after").retCode()).isEqualTo(10005);
        assertThat(run("audit", "tail", "--records", "40")).isZero();
        assertThat(commands.out()).contains("\"target\":\"sha256:" + sha256 + "\"", "3 changes", "grant bot7 on alpha");
        assertThat(house.token("bot7")).startsWith("pcl_");
    }

    @Test
    void aNewOperatorGetsATokenByCommandAndMayThenComeIn() throws Exception {
        Files.writeString(file, export() + "  carol:\n    role: viewer\n");
        assertThat(run("apply", "-f", file.toString())).as(commands.said()).isZero();
        assertThat(commands.out())
                .contains(
                        "+ operator carol: viewer  ! widens: new operator viewer", "next: operator carol has no token");

        assertThat(run("operator", "token", "carol")).isZero();

        Bot carol = new Bot(house.gate().adminUrl(), commands.out().strip());
        assertThat(carol.get("/admin/desk").status()).isEqualTo(200);
        assertThat(carol.post("/admin/desk/apply", "{\"yaml\":\"version: 1\"}").status())
                .isEqualTo(403);
    }

    @Test
    void whatIsNoDeskIsRefusedInWordsAndAnAccountWithItsKeyStays() throws Exception {
        Files.writeString(file, "version: 1\nclients: { bot1: { scopes: [read] } }\n");
        assertThat(run("apply", "-f", file.toString())).isEqualTo(1);
        assertThat(commands.said()).contains("nothing was changed", "clients.bot1.scopes (line 2): is not known here");
        assertThat(run("apply", "-f", folder.resolve("none.yaml").toString())).isEqualTo(1);
        assertThat(commands.said()).contains("there is no file", "export >");

        Files.writeString(file, "version: 1\naccounts: {}\nclients: {}\n");
        assertThat(run("apply", "-f", file.toString(), "--prune")).isZero();
        assertThat(commands.out()).contains("= account alpha: not in the file, and it has the keys main");
        assertThat(house.admin("GET", "/admin/clients", null).body().getJsonArray("clients"))
                .isEqualTo(new JsonArray());
    }

    @Test
    void aDeskOfAThousandAccountsAndClientsFitsAndChangesNothingTheSecondTime() throws Exception {
        String accounts = IntStream.range(0, 1_000)
                .mapToObj(i -> "  a%04d: { environment: sandbox, cidrs: [10.0.0.0/8] }\n".formatted(i))
                .collect(Collectors.joining());
        String clients = IntStream.range(0, 1_000)
                .mapToObj(i -> "  b%04d: { grants: { a%04d: { scopes: [read, trade] } } }\n".formatted(i, i))
                .collect(Collectors.joining());
        Files.writeString(file, "version: 1\naccounts:\n" + accounts + "clients:\n" + clients);

        assertThat(run("apply", "-f", file.toString())).as(commands.said()).isZero();

        Files.writeString(file, export());
        assertThat(Files.size(file)).isGreaterThan(150_000);
        assertThat(run("apply", "-f", file.toString(), "--prune", "--dry-run"))
                .as(commands.said())
                .isZero();
    }
}
