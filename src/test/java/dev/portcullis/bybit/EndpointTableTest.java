package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Scope;
import dev.portcullis.model.Verb;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTableTest {
    private static final Set<EndpointId> DOCUMENTED = TestResource.lines("bybit-endpoints.txt")
            .map(line -> line.split(" \\| ", -1)[0].split(" ", -1))
            .map(words -> new EndpointId(Verb.valueOf(words[0]), words[1]))
            .collect(Collectors.toUnmodifiableSet());

    /** What may be served of each documented family; every other documented endpoint must be denied. */
    private static final Pattern PUBLIC = Pattern.compile("GET /v5/market/.*|GET /v5/announcements/index"
            + "|GET /v5/system/status|GET /v5/spread/(instrument|orderbook|tickers|recent-trade)");

    private static final Pattern READ = Pattern.compile("GET /v5/order/(realtime|history|spot-borrow-check)"
            + "|GET /v5/execution/list|GET /v5/position/(list|closed-pnl|get-closed-positions|symbol-info)"
            + "|GET /v5/account/(wallet-balance|info|fee-rate|instruments-info|transaction-log|collateral-info"
            + "|query-dcp-info|smp-group|user-setting-config)"
            + "|GET /v5/user/query-api|GET /v5/apilimit/query|GET /v5/asset/coin/query-info");

    private static final Pattern TRADE =
            Pattern.compile("POST /v5/order/(create|amend|create-batch|amend-batch|pre-check)");
    private static final Pattern CANCEL = Pattern.compile("POST /v5/order/(cancel|cancel-all|cancel-batch)");

    private static final Pattern CONFIGURE =
            Pattern.compile("POST /v5/position/(set-leverage|switch-mode|trading-stop|set-auto-add-margin|add-margin"
                    + "|confirm-pending-mmr)"
                    + "|POST /v5/account/(set-margin-mode|set-limit-px-action|set-hedging-mode|set-collateral-switch"
                    + "|set-collateral-switch-batch|mmp-modify|mmp-reset)"
                    + "|POST /v5/order/disconnected-cancel-all|POST /v5/spot-margin-trade/(switch-mode|set-leverage)");

    @Test
    void theDocumentedListIsWhole() {
        assertThat(DOCUMENTED).hasSize(415);
    }

    @Test
    void everyDocumentedEndpointHasItsScopeOrIsDenied() {
        for (EndpointId id : DOCUMENTED) {
            Optional<Endpoint> found = EndpointTable.find(id.verb(), id.path());
            assertThat(found.map(EndpointTableTest::scopeOf)).as(id.toString()).isEqualTo(expectedScope(id));
        }
    }

    @Test
    void nothingUndocumentedIsServed() {
        Set<EndpointId> served =
                EndpointTable.all().stream().map(Endpoint::id).collect(Collectors.toCollection(HashSet::new));
        served.removeAll(DOCUMENTED);
        assertThat(served).isEmpty();
    }

    @Test
    void deniesWhateverMovesMoneyMakesDebtOrManagesKeys() {
        Pattern dangerous = Pattern.compile("POST /v5/(asset|fiat|user|broker|crypto-loan.*|ins-loan|lending|earn|alpha"
                + "|card|spot-lever-token|rfq|apilimit|fgridbot|fcombobot|fmartingalebot|grid|dca|strategy)/.*"
                + "|POST /v5/account/(borrow|repay|no-convert-repay|quick-repayment|upgrade-to-uta|demo-apply-money)"
                + "|POST /v5/position/move-positions|POST /v5/spot-margin-trade/(fixedborrow.*|set-auto-repay-mode)"
                + "|POST /v5/spread/order/.*|GET /v5/user/sub-apikeys");
        Set<EndpointId> denied = DOCUMENTED.stream()
                .filter(id -> dangerous.matcher(id.toString()).matches())
                .collect(Collectors.toSet());

        assertThat(denied).hasSizeGreaterThan(100);
        assertThat(denied)
                .allSatisfy(id ->
                        assertThat(EndpointTable.find(id.verb(), id.path())).isEmpty());
    }

    @Test
    void theDeniedFamiliesAreKnownByName() {
        Set<String> servedFamilies =
                families(id -> EndpointTable.find(id.verb(), id.path()).isPresent());
        assertThat(servedFamilies)
                .containsExactly(
                        "GET account",
                        "GET announcements",
                        "GET apilimit",
                        "GET asset",
                        "GET execution",
                        "GET market",
                        "GET order",
                        "GET position",
                        "GET spread",
                        "GET system",
                        "GET user",
                        "POST account",
                        "POST order",
                        "POST position",
                        "POST spot-margin-trade");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v5/order/create/",
                "//v5/order/create",
                "/v5//order/create",
                "/v5/order/./create",
                "/V5/order/create",
                "/v5/order/creat%65",
                "/v5/order/../order/create",
                "/v5/order/create;x=1",
                "/v5/order/create?",
                "/v5/order/create ",
                "v5/order/create",
                "/v5/market/",
                "/v5/market/anything",
                "/v5/order",
                "",
                "http://evil/v5/order/create"
            })
    void matchesOnlyTheExactRawPath(String path) {
        assertThat(EndpointTable.find(Verb.POST, path)).isEmpty();
        assertThat(EndpointTable.find(Verb.GET, path)).isEmpty();
    }

    @Test
    void matchesOnlyTheExactMethod() {
        assertThat(EndpointTable.find(Verb.GET, "/v5/order/create")).isEmpty();
        assertThat(EndpointTable.find(Verb.POST, "/v5/order/realtime")).isEmpty();
    }

    @Test
    void knowsWhatEachOrderEndpointDoes() {
        assertThat(EndpointTable.of(EndpointTable.ORDER_CREATE).kind()).isEqualTo(EndpointKind.CREATE);
        assertThat(EndpointTable.of(EndpointTable.ORDER_AMEND).kind()).isEqualTo(EndpointKind.AMEND);
        assertThat(EndpointTable.of(EndpointTable.ORDER_CANCEL).kind()).isEqualTo(EndpointKind.CANCEL);
        assertThat(EndpointTable.of(EndpointTable.ORDER_CANCEL_ALL).kind()).isEqualTo(EndpointKind.CANCEL_ALL);
        assertThat(EndpointTable.of(EndpointTable.ORDER_CREATE_BATCH).kind()).isEqualTo(EndpointKind.CREATE_BATCH);
        assertThat(EndpointTable.of(EndpointTable.ORDER_AMEND_BATCH).kind()).isEqualTo(EndpointKind.AMEND_BATCH);
        assertThat(EndpointTable.of(EndpointTable.ORDER_CANCEL_BATCH).kind()).isEqualTo(EndpointKind.CANCEL_BATCH);
        assertThat(EndpointTable.of(EndpointTable.ORDER_PRE_CHECK).kind()).isEqualTo(EndpointKind.PRE_CHECK);
        assertThat(EndpointTable.of(EndpointTable.QUERY_API).kind()).isEqualTo(EndpointKind.READ);
        assertThat(EndpointTable.of(EndpointTable.SERVER_TIME).isSigned()).isFalse();
    }

    @Test
    void anUnknownIdIsABugThatNamesIt() {
        assertThatThrownBy(() -> EndpointTable.of(new EndpointId(Verb.POST, "/v5/asset/withdraw/create")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("POST /v5/asset/withdraw/create");
    }

    private static String scopeOf(Endpoint endpoint) {
        return endpoint.scope().map(Scope::text).orElse("public");
    }

    private static Optional<String> expectedScope(EndpointId id) {
        String text = id.toString();
        if (PUBLIC.matcher(text).matches()) {
            return Optional.of("public");
        }
        if (READ.matcher(text).matches()) {
            return Optional.of("read");
        }
        if (TRADE.matcher(text).matches()) {
            return Optional.of("trade");
        }
        if (CANCEL.matcher(text).matches()) {
            return Optional.of("cancel");
        }
        return CONFIGURE.matcher(text).matches() ? Optional.of("configure") : Optional.empty();
    }

    private static Set<String> families(Predicate<EndpointId> wanted) {
        return DOCUMENTED.stream()
                .filter(wanted)
                .map(id -> id.verb() + " " + id.path().split("/", -1)[2])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
