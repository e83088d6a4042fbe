package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portcullis.credential.RsaKeyPair;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.RsaCheck;
import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.HttpAnswer;
import dev.portcullis.sandbox.fault.SideEffect;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of the README and of {@code docs/} that can run is run: a page's shell blocks one after the other in one
 * shell, against a gate and a simulator. A block that cannot has a comment {@code <!-- not run: REASON -->} above it.
 */
final class DocsBlocksIT {
    private static final Set<String> LANGUAGES =
            Set.of("", "bash", "sh", "console", "js", "python", "yaml", "json", "hcl");
    private static final Path NODE_WORK = Path.of(System.getProperty("node.folder", "target/node"));
    private static final String DONE = "@@ done ";

    @TempDir
    Path folder;

    @TempDir
    Path work;

    private RunningGate house;
    /** What the page's reader has as TOKEN; empty where a block gets one itself. */
    private String token = "";

    @BeforeEach
    void openAHouseInWhichEveryExampleIsThere() throws Exception {
        house = RunningGate.limited(folder);
        Files.createSymbolicLink(folder.resolve("portcullis"), house.data());
    }

    @AfterEach
    void closeTheHouse() {
        house.close();
    }

    static Stream<Path> pages() {
        return DocsBlock.pages().stream().filter(page -> !DocsBlock.of(page).isEmpty());
    }

    static Stream<Path> pagesToRun() {
        return pages().filter(page -> DocsBlock.of(page).stream().anyMatch(b -> b.isShell() && b.isRun()));
    }

    static Stream<DocsBlock> programs() {
        return pages().flatMap(page -> DocsBlock.of(page).stream())
                .filter(block -> Set.of("js", "python").contains(block.language()) && block.isRun());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockIsOfAKindThatIsRunOrSaysWhyItIsNot(Path page) {
        List<DocsBlock> blocks = DocsBlock.of(page);
        blocks.forEach(block -> block.notRun().ifPresent(why -> System.out.println(block + " is not run: " + why)));

        assertThat(blocks)
                .allSatisfy(block -> assertThat(LANGUAGES).as("%s", block).contains(block.language()));
    }

    @ParameterizedTest
    @MethodSource("pagesToRun")
    void everyShellBlockRuns(Path page) throws Exception {
        List<DocsBlock> blocks = DocsBlock.of(page).stream()
                .filter(block -> block.isShell() && block.isRun())
                .toList();

        Path script = script(page, blocks);
        Ran.Result ran = Ran.in(work, environment(), List.of("bash", script.toString()));

        assertThat(ran.output().lines().filter(line -> line.startsWith(DONE)))
                .as(ran.output())
                .containsExactlyElementsOf(
                        blocks.stream().map(block -> DONE + block).toList());
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output()).doesNotContain("\"retCode\":1");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyProgramRuns(DocsBlock block) throws Exception {
        house.bot("bot1", "read", "trade");
        int before = house.sandbox().journal().createsAccepted();
        Path program;
        String runtime;
        if (block.language().equals("js")) {
            Example.CCXT.whyNotHere().ifPresent(why -> assumeTrue(false, block + " is not run: " + why));
            runtime = "node";
            program = Files.writeString(
                    NODE_WORK.resolve("docs-block.mjs"), "const token = process.env.TOKEN;\n" + here(block.text()));
        } else {
            Example.PYBIT.whyNotHere().ifPresent(why -> assumeTrue(false, block + " is not run: " + why));
            runtime = "python3";
            program = Files.writeString(
                    work.resolve("block.py"), "import os\ntoken = os.environ['TOKEN']\n" + here(block.text()));
        }

        Ran.Result ran = Ran.in(
                work,
                Map.of("TOKEN", house.token("bot1")),
                List.of(runtime, program.toAbsolutePath().toString()));

        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(house.sandbox().journal().createsAccepted()).isEqualTo(before + 1);
    }

    private String here(String text) {
        return text.replace("http://127.0.0.1:8080", house.gate().dataUrl().toString());
    }

    /** The prelude, then the page's blocks with what they made up replaced by what is there. */
    private Path script(Path page, List<DocsBlock> blocks) throws Exception {
        Map<String, String> madeUp = furnish(page);
        StringBuilder script = new StringBuilder(
                Files.readString(Path.of("src/test/resources/docs/prelude.sh"), StandardCharsets.UTF_8));
        for (DocsBlock block : blocks) {
            String text = block.text();
            for (Map.Entry<String, String> entry : madeUp.entrySet()) {
                text = text.replace(entry.getKey(), entry.getValue());
            }
            script.append(text)
                    .append("printf '\\n%s\\n' '")
                    .append(DONE)
                    .append(block)
                    .append("'\n");
        }
        return Files.writeString(
                work.resolve("page.sh"),
                script.toString()
                        .replaceFirst("order resolve ORDERLINKID", "order resolve unresolved-1")
                        .replaceFirst("order resolve ORDERLINKID", "order resolve unresolved-2"));
    }

    /** Makes what the page takes for granted; the words that it made up, and what is there in their place. */
    private Map<String, String> furnish(Path page) throws Exception {
        Map<String, String> madeUp = new LinkedHashMap<>();
        madeUp.put("testnet", "sandbox");
        madeUp.put("/mnt/other/", work + "/");
        if (page.endsWith("keys.md")) {
            furnishKeys();
            madeUp.put(" alpha", " beta");
            return madeUp;
        }
        madeUp.put("/var/lib/portcullis", house.data().toString());
        if (!page.endsWith("README.md")) {
            furnishDesk(madeUp);
        }
        return madeUp;
    }

    private void furnishDesk(Map<String, String> madeUp) throws Exception {
        Files.createSymbolicLink(work.resolve("data"), house.data());
        Bot bot = house.bot("bot1", "read", "trade");
        bot.create("my-order-1");
        for (String lost : List.of("unresolved-1", "unresolved-2")) {
            for (String read : List.of("/v5/order/realtime", "/v5/order/history")) {
                house.sandbox()
                        .faults()
                        .script(
                                FaultMatch.order(read, lost),
                                new Fault.AnswerInstead(
                                        SideEffect.NONE, HttpAnswer.html(502, "502 Bad Gateway", "down")),
                                Dose.always());
            }
            house.sandbox()
                    .faults()
                    .script(
                            FaultMatch.order("/v5/order/create", lost),
                            new Fault.Reset(SideEffect.EXECUTED),
                            Dose.once());
            assertThat(bot.create(lost).outcome()).isEqualTo("unknown");
        }
        house.admin(
                "POST",
                "/admin/operators",
                new JsonObject().put("name", "carol").put("role", "viewer"));
        JsonObject issued = house.admin("POST", "/admin/clients/bot1/tokens", new JsonObject())
                .body();
        madeUp.put("wk5xo3hfb9", issued.getString("id"));
        token = issued.getString("token");
    }

    private void furnishKeys() throws Exception {
        Files.createSymbolicLink(work.resolve("data"), house.data());
        newSecret("AbCdEfGh12345678", "secret.txt");
        newSecret("NewKey12345678", "new-secret.txt");
        newSecret("FastKey12345678", "fast.txt");
        house.bot("bot1", "read");
        try (RsaKeyPair pair = RsaKeyPair.generate(2_048, new SecureRandom())) {
            house.sandbox()
                    .accounts()
                    .put(ApiKey.of("RsaKey12345678", RunningGate.UID, RsaCheck.ofPem(pair.publicPem())));
            Files.write(work.resolve("private.pem"), pair.privatePem().use(byte[]::clone));
        }
    }

    private void newSecret(String apiKey, String file) throws IOException {
        String secret = "Secret_of_" + apiKey;
        house.sandbox().accounts().put(ApiKey.hmac(apiKey, RunningGate.UID, secret));
        Files.writeString(work.resolve(file), secret);
    }

    private Map<String, String> environment() throws IOException {
        Path config = Files.writeString(
                work.resolve("sandbox.yaml"),
                "environments: { sandbox: { rest: \"" + house.sandbox().restUrl() + "\" } }\n");
        Path secret = Files.writeString(work.resolve("typed-secret"), RunningGate.API_SECRET);
        return Map.of(
                "TOKEN", token,
                "DOCS_JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "DOCS_JAR",
                        Path.of(System.getProperty("portcullis.jar"))
                                .toAbsolutePath()
                                .toString(),
                "DOCS_CONFIG", config.toString(),
                "DOCS_API_KEY", RunningGate.API_KEY,
                "DOCS_SECRET_FILE", secret.toString());
    }
}
