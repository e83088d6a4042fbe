package dev.portcullis.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.identity.AppliedSheet;
import dev.portcullis.identity.DeskChange;
import dev.portcullis.identity.DeskSheet;
import dev.portcullis.identity.DeskSheets.Missing;
import dev.portcullis.identity.ExchangeTime;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.identity.Registry;
import dev.portcullis.identity.Role;
import dev.portcullis.identity.SigningSecrets;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.store.Sql;
import dev.portcullis.store.SqliteStore;
import dev.portcullis.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk as a file, over a real store. */
final class SheetAdminTest {
    private static final OperatorName ANN = new OperatorName("ann");
    private static final String DESK = """
            version: 1
            accounts:
              alpha: { environment: testnet, cidrs: [10.0.0.0/8] }
            clients:
              bot1:
                cidrs: [10.1.0.0/16]
                limits: { requestsPerSecond: 10, inFlight: 2 }
                grants:
                  alpha: { scopes: [read], limits: { ordersPerSecond: 5 } }
            operators:
              ann: { role: admin }
            """;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final FakeLedger ledger = new FakeLedger();
    private Store store;
    private Registry registry;
    private SheetAdmin sheets;
    private int reconsidered;

    @BeforeEach
    void open() throws Exception {
        store = get(SqliteStore.open(vertx, folder.resolve("desk.db")));
        Registry.Parts parts = new Registry.Parts(
                store,
                SigningSecrets.NONE,
                new SecureRandom(),
                Clock.systemUTC(),
                System::nanoTime,
                ExchangeTime.unknown());
        registry = get(Registry.open(parts, () -> Set.of(new EnvironmentId("testnet"), new EnvironmentId("demo"))));
        get(registry.addOperator(ANN, Role.ADMIN, null));
        sheets = new SheetAdmin(registry, new OperatorLog(ledger, Runnable::run), () -> ++reconsidered);
    }

    @AfterEach
    void close() throws Exception {
        get(store.close());
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static String refusalOf(Future<?> future) {
        try {
            get(future);
            throw new AssertionError("it was not refused");
        } catch (ExecutionException refused) {
            assertThat(refused.getCause()).isInstanceOf(AdminRefusal.class);
            return refused.getCause().getMessage();
        } catch (AssertionError notRefused) {
            throw notRefused;
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }

    private List<String> apply(String yaml, Missing missing) throws Exception {
        return lines(get(sheets.apply(ANN, yaml, missing)));
    }

    private static List<String> lines(AppliedSheet applied) {
        return applied.changes().stream().map(DeskChange::line).toList();
    }

    private List<String> admin() {
        return ledger.records.stream()
                .map(LedgerRecord.Admin.class::cast)
                .map(deed -> deed.operator() + " " + deed.action() + " " + deed.target() + " " + deed.detail())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyDeskComesBackFromItsFileAndItsFileThenChangesNothing(long seed) throws Exception {
        RandomSheets random = new RandomSheets(seed, ANN);
        for (int round = 0; round < 3; round++) {
            DeskSheet wanted = random.next();
            String yaml = SheetWriter.write(wanted, List.of());
            assertThat(SheetReader.read(yaml)).as(yaml).isEqualTo(wanted);

            get(sheets.apply(ANN, yaml, Missing.PRUNED));

            assertThat(get(sheets.export())).isEqualTo(yaml);
            for (Missing missing : Missing.values()) {
                assertThat(apply(yaml, missing)).as("seed %s:\n%s", seed, yaml).isEmpty();
            }
        }
    }

    @Test
    void anEmptyGateBecomesTheDeskOfTheFileAndHearsWhatIsStillToBeDone() throws Exception {
        AppliedSheet applied = get(sheets.apply(ANN, DESK, Missing.KEPT));

        assertThat(lines(applied))
                .containsExactly(
                        "+ account alpha: in testnet, from 10.0.0.0/8",
                        "+ client bot1: from 10.1.0.0/16, requestsPerSecond=10 inFlight=2",
                        "+ grant bot1 on alpha: read, ordersPerSecond=5  ! widens: new grant");
        assertThat(applied.next())
                .containsExactly(
                        "account alpha has no key yet: key put alpha --api-key K --secret-stdin",
                        "client bot1 has no token yet: token issue bot1");
        assertThat(reconsidered).isEqualTo(1);
    }

    @Test
    void whatLetsSomebodyDoMoreIsMarkedAndWhatTakesAwayIsNot() throws Exception {
        apply(DESK, Missing.KEPT);
        String wider = """
                version: 1
                accounts:
                  alpha: { environment: testnet }
                clients:
                  bot1:
                    cidrs: [10.1.0.0/17, 10.1.128.0/17, 10.2.0.0/16]
                    limits: { requestsPerSecond: 11 }
                    grants:
                      alpha: { scopes: [read, trade] }
                operators:
                  ann: { role: admin }
                  bob: { role: admin }
                """;

        assertThat(apply(wider, Missing.KEPT))
                .containsExactly(
                        "+ operator bob: admin  ! widens: new operator admin",
                        "~ account alpha cidrs: 10.0.0.0/8 -> 0.0.0.0/0,::/0  ! widens: more addresses, 0.0.0.0/0",
                        "~ client bot1 cidrs: 10.1.0.0/16 -> 10.1.0.0/17,10.1.128.0/17,10.2.0.0/16"
                                + "  ! widens: more addresses, 10.2.0.0/16",
                        "~ client bot1 limits: requestsPerSecond=10 inFlight=2 -> requestsPerSecond=11"
                                + "  ! widens: limit requestsPerSecond raised, limit inFlight removed",
                        "~ grant bot1 on alpha scopes: read -> read,trade  ! widens: more scopes, trade",
                        "~ grant bot1 on alpha limits: ordersPerSecond=5 -> none"
                                + "  ! widens: limit ordersPerSecond removed");
        assertThat(apply(DESK.replace("10.1.0.0/16]", "10.1.0.0/17]"), Missing.KEPT))
                .hasSize(6)
                .noneMatch(line -> line.contains("widens"))
                .contains("= operator bob: not in the file");
        assertThat(apply(DESK.replace("cidrs: [10.1", "enabled: false\n    cidrs: [10.1"), Missing.KEPT))
                .contains("~ client bot1 enabled: true -> false");
        assertThat(apply(DESK, Missing.KEPT)).contains("~ client bot1 enabled: false -> true  ! widens: enabled again");
    }

    @Test
    void whatIsNotInTheFileIsKeptOrPrunedLastAndPartsThatItLeavesOutStay() throws Exception {
        apply(DESK, Missing.KEPT);
        String other = """
                version: 1
                accounts: { beta: { environment: demo } }
                clients: { bot2: { grants: { beta: { scopes: [cancel] } } } }
                """;

        assertThat(apply(other, Missing.KEPT))
                .endsWith("= client bot1: not in the file", "= account alpha: not in the file");
        assertThat(apply(other, Missing.PRUNED))
                .containsExactly("- client bot1: with its grants, tokens and certificates", "- account alpha");
        assertThat(registry.desk().operators()).containsKey(ANN);
        assertThat(apply("version: 1\nclients: {}\n", Missing.PRUNED))
                .containsExactly("- client bot2: with its grants, tokens and certificates");
        assertThat(registry.desk().accounts()).hasSize(1);
    }

    @Test
    void anAccountWithLiveKeysIsNotPrunedAndSaysWhy() throws Exception {
        apply(DESK, Missing.KEPT);
        putKey("alpha", "main");

        assertThat(apply("version: 1\naccounts: {}\nclients: {}\n", Missing.PRUNED))
                .containsExactly(
                        "- client bot1: with its grants, tokens and certificates",
                        "= account alpha: not in the file, and it has the keys main; revoke them first:"
                                + " key revoke id-main");
        assertThat(registry.desk().accounts()).containsKey(new AccountId("alpha"));
    }

    @Test
    void aPinnedKeyIsNamedByItsLabelAndMustBeThere() throws Exception {
        apply(DESK, Missing.KEPT);
        String pinned = DESK.replace("scopes: [read],", "scopes: [read], key: second,");

        assertThat(refusalOf(sheets.apply(ANN, pinned, Missing.KEPT)))
                .contains("account alpha has no active key second", "key put alpha --label second");
        putKey("alpha", "second");
        assertThat(apply(pinned, Missing.KEPT)).containsExactly("~ grant bot1 on alpha key: none -> second");
        assertThat(get(sheets.export())).contains("        key: second\n");
        assertThat(apply(get(sheets.export()), Missing.PRUNED)).isEmpty();
    }

    private void putKey(String account, String label) throws Exception {
        get(store.atomically(List.of(
                Sql.of(
                        "INSERT INTO deks (id, environment, account, kek_id, wrapped, created_at)"
                                + " VALUES (?, 'testnet', ?, 'k', ?, 0)",
                        "dek-" + label,
                        account,
                        new byte[1]),
                Sql.of(
                        "INSERT INTO credentials (id, account, environment, label, api_key, algorithm, state, version,"
                                + " dek_id, sealed, created_at, changed_at)"
                                + " VALUES (?, ?, 'testnet', ?, ?, 'hmac', 'active', 1, ?, ?, 0, 0)",
                        "id-" + label,
                        account,
                        label,
                        "key" + label,
                        "dek-" + label,
                        new byte[1]))));
    }

    @Test
    void oneObjectionRefusesAllAndNothingIsChangedNorRecorded() throws Exception {
        apply(DESK, Missing.KEPT);
        String before = get(sheets.export());
        int records = ledger.records.size();
        String wrong = """
                version: 1
                accounts:
                  new1: { environment: testnet }
                  new2: { environment: mars }
                  alpha: { environment: demo }
                clients:
                  bot1: { signed: true, grants: { ghost: { scopes: [read] } } }
                operators: { ann: { role: viewer } }
                """;

        assertThat(refusalOf(sheets.apply(ANN, wrong, Missing.PRUNED)))
                .contains(
                        "nothing was changed",
                        "there is no environment mars; there are demo, testnet",
                        "account alpha is in testnet and cannot move to demo",
                        "client bot1 signed: is false and stays so",
                        "there is no account ghost; there are alpha, new1, new2",
                        "no admin with a token would be left");
        assertThat(get(sheets.export())).isEqualTo(before);
        assertThat(ledger.records).hasSize(records);
    }

    @Test
    void aFailureInTheMiddleOfTheTransactionLeavesTheDeskAsItWas() throws Exception {
        apply(DESK, Missing.KEPT);
        String before = get(sheets.export());
        get(store.update(Sql.of("CREATE TRIGGER t BEFORE INSERT ON grants WHEN NEW.client = 'bot9'"
                + " BEGIN SELECT RAISE(ABORT, 'the disk hiccups'); END")));
        String more =
                DESK.replace("clients:\n", "clients:\n  bot8: {}\n  bot9: { grants: { alpha: { scopes: [read] } } }\n");

        assertThatThrownBy(() -> apply(more, Missing.KEPT)).hasMessageContaining("the disk hiccups");

        assertThat(get(sheets.export())).isEqualTo(before);
    }

    @Test
    void everyChangeIsRecordedBeforeItTakesEffectAndWithoutTheRecordNothingHappens() throws Exception {
        ledger.broken = true;
        assertThat(refusalOf(sheets.apply(ANN, DESK, Missing.KEPT))).contains("could not be recorded");
        assertThat(registry.desk().accounts()).isEmpty();
        ledger.broken = false;

        apply(DESK, Missing.KEPT);

        assertThat(admin())
                .containsExactly(
                        "ann apply sha256:" + SheetAdmin.sha256(DESK) + " 3 changes",
                        "ann apply account alpha + account alpha: in testnet, from 10.0.0.0/8",
                        "ann apply client bot1 + client bot1: from 10.1.0.0/16, requestsPerSecond=10 inFlight=2",
                        "ann apply grant bot1 on alpha + grant bot1 on alpha: read, ordersPerSecond=5"
                                + "  ! widens: new grant");
    }

    @Test
    void aDryRunChangesAndRecordsNothing() throws Exception {
        AppliedSheet would = get(sheets.compare(DESK, Missing.PRUNED));

        assertThat(would.changesSomething()).isTrue();
        assertThat(registry.desk().accounts()).isEmpty();
        assertThat(ledger.records).isEmpty();
        apply(DESK, Missing.KEPT);
        assertThat(get(sheets.compare(DESK, Missing.PRUNED)).changesSomething()).isFalse();
    }

    @Test
    void aDeskWithARowThatCannotBeReadSaysSoInItsFileAndTakesNoOther() throws Exception {
        apply(DESK, Missing.KEPT);
        get(store.update(Sql.of("UPDATE clients SET limits = 'nonsense'")));
        get(registry.reload());

        assertThat(get(sheets.export())).contains("# NOT IN HERE: the stored client bot1 is ignored");
        assertThat(refusalOf(sheets.apply(ANN, DESK, Missing.KEPT))).contains("rows that cannot be read");
    }
}
