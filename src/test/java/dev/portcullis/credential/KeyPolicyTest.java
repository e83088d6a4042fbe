package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.bybit.KeyFacts.Owner;
import dev.portcullis.bybit.KeyFacts.Rights;
import dev.portcullis.credential.Finding.Severity;
import dev.portcullis.credential.KeyPolicy.WalletRights;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPolicyTest {
    private static final Map<String, Set<String>> TRADING = Map.of("ContractTrade", Set.of("Order", "Position"));
    private static final Owner SUB = new Owner("7001", "7000", false, "VIP-1");
    private static final KeyPolicy POLICY = new KeyPolicy(WalletRights.REFUSED);

    private static KeyFacts key(Map<String, Set<String>> permissions, List<String> ips, @Nullable Instant expiresAt) {
        return new KeyFacts(SUB, new Rights(false, permissions), ips, expiresAt, null, "", false);
    }

    private static KeyFacts unbound(Duration left) {
        return key(TRADING, List.of("*"), NOW.plus(left));
    }

    private static List<Finding> findings(KeyFacts key) {
        return POLICY.examine(key, NOW);
    }

    private static Finding about(KeyFacts key, String words) {
        return findings(key).stream()
                .filter(finding -> finding.what().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no finding about " + words + " in " + findings(key)));
    }

    @Test
    void aBoundSubAccountKeyThatMayTradeHasNothingAgainstIt() {
        assertThat(findings(key(TRADING, List.of("192.0.2.7"), null)))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.severity()).isEqualTo(Severity.NOTE);
                    assertThat(note.what()).contains("192.0.2.7");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Withdraw", "AccountTransfer", "SubMemberTransfer", "SubMemberTransferList"})
    void anyWalletRightRefusesTheKeyAndNamesTheRightAndTheSwitch(String right) {
        Finding finding = findings(
                        key(Map.of("ContractTrade", Set.of("Order"), "Wallet", Set.of(right)), List.of(), null))
                .get(0);
        assertThat(finding.refuses()).isTrue();
        assertThat(finding.what()).contains("may move money").contains(right);
        assertThat(finding.remedy()).contains("--allow-withdraw-rights").contains("API Management");
    }

    @Test
    void aDeskThatAllowsWalletRightsIsStillWarned() {
        KeyFacts key = key(Map.of("Wallet", Set.of("Withdraw")), List.of("192.0.2.7"), null);
        List<Finding> findings = new KeyPolicy(WalletRights.ALLOWED).examine(key, NOW);
        assertThat(findings).noneMatch(Finding::refuses);
        assertThat(findings)
                .anyMatch(one -> one.severity() == Severity.WARNING
                        && one.what().contains("[Withdraw]")
                        && !one.remedy().contains("--allow"));
    }

    @Test
    void aReadOnlyKeyIsTakenWithAWarningThatNamesTheCodeOfItsAnswers() {
        KeyFacts key = new KeyFacts(SUB, new Rights(true, TRADING), List.of("192.0.2.7"), null, null, "", false);
        assertThat(about(key, "read-only").severity()).isEqualTo(Severity.WARNING);
        assertThat(about(key, "read-only").what()).contains("10005");
    }

    @Test
    void rightsThatAreMissingAreNamed() {
        assertThat(about(key(Map.of("Wallet", Set.of("Withdraw")), List.of(), null), "no right to trade")
                        .severity())
                .isEqualTo(Severity.WARNING);
        assertThat(about(key(Map.of("ContractTrade", Set.of("Order")), List.of(), null), "positions")
                        .remedy())
                .contains("Contract: Positions");
    }

    @ParameterizedTest
    @CsvSource({"Spot, SpotTrade", "Options, OptionsTrade", "Derivatives, DerivativesTrade"})
    void anyOneRightToTradeIsEnough(String group, String right) {
        assertThat(findings(key(Map.of(group, Set.of(right)), List.of("192.0.2.7"), null)))
                .noneMatch(finding -> finding.severity() == Severity.WARNING);
    }

    @Test
    void aKeyBoundToNoAddressIsWarnedAbout() {
        assertThat(about(unbound(Duration.ofDays(80)), "bound to no address").what())
                .contains("90 days");
        assertThat(findings(unbound(Duration.ofDays(80))))
                .noneMatch(one -> one.what().contains("expires in"));
    }

    @ParameterizedTest
    @CsvSource({"P14D, 14 days", "P5DT3H, 5 days", "P1DT1H, '1 day,'", "PT5H, less than a day"})
    void anExpiryWithinTwoWeeksIsWarnedAboutInDays(Duration left, String words) {
        Finding finding = about(unbound(left), "expires in " + words);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.remedy()).contains("90 days").contains("key check");
    }

    @Test
    void anExpiredKeyIsRefused() {
        assertThat(about(unbound(Duration.ZERO), "it expired on 2026-11-25").refuses())
                .isTrue();
        assertThat(about(unbound(Duration.ofDays(-3)), "it expired on 2026-11-22")
                        .refuses())
                .isTrue();
    }

    @Test
    void rightsThatTheGateNeverUsesAndMainAccountsAreNoted() {
        Owner main = new Owner("7000", "0", true, "No VIP");
        Rights rights = new Rights(false, Map.of("Spot", Set.of("SpotTrade"), "Earn", Set.of("Earn")));
        KeyFacts key = new KeyFacts(main, rights, List.of("192.0.2.7"), null, null, "", false);
        assertThat(about(key, "[Earn]").severity()).isEqualTo(Severity.NOTE);
        assertThat(about(key, "main account").remedy()).contains("sub account");
    }

    @Test
    void refusalsComeBeforeWarningsAndWarningsBeforeNotes() {
        Rights rights = new Rights(true, Map.of("Wallet", Set.of("Withdraw"), "Earn", Set.of("Earn")));
        KeyFacts key = new KeyFacts(SUB, rights, List.of("*"), NOW.plus(Duration.ofDays(5)), 5, "", false);
        assertThat(findings(key)).extracting(Finding::severity).isSorted().startsWith(Severity.REFUSAL);
    }
}
