package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.BusinessLine;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Verb;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTableTest {
    private static final Tier VIP2 = Tier.ofVipLevel("VIP-2");

    @ParameterizedTest
    @CsvSource({
        "/v5/order/create,10,10,10,20",
        "/v5/order/amend,10,10,10,10",
        "/v5/order/cancel,10,10,10,20",
        "/v5/order/cancel-all,10,10,1,20",
        "/v5/order/create-batch,10,10,10,20",
        "/v5/order/amend-batch,10,10,10,20",
        "/v5/order/cancel-batch,10,10,10,20",
        "/v5/order/pre-check,10,10,10,20"
    })
    void ordersOfTheDefaultTierHaveTheDocumentedFigures(String path, int linear, int inverse, int option, int spot) {
        Endpoint endpoint = EndpointTable.find(Verb.POST, path).orElseThrow();
        assertThat(RateTable.perSecond(endpoint, Category.LINEAR, Tier.DEFAULT)).hasValue(linear);
        assertThat(RateTable.perSecond(endpoint, Category.INVERSE, Tier.DEFAULT))
                .hasValue(inverse);
        assertThat(RateTable.perSecond(endpoint, Category.OPTION, Tier.DEFAULT)).hasValue(option);
        assertThat(RateTable.perSecond(endpoint, Category.SPOT, Tier.DEFAULT)).hasValue(spot);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v5/order/realtime,50",
        "GET,/v5/order/history,50",
        "GET,/v5/execution/list,50",
        "GET,/v5/position/list,50",
        "GET,/v5/account/wallet-balance,50",
        "GET,/v5/account/transaction-log,25",
        "GET,/v5/account/fee-rate,5",
        "GET,/v5/user/query-api,10",
        "GET,/v5/asset/coin/query-info,5",
        "POST,/v5/order/disconnected-cancel-all,5",
        "POST,/v5/position/set-leverage,10",
        "POST,/v5/account/set-margin-mode,5"
    })
    void otherEndpointsHaveOneFigureForEveryTier(Verb verb, String path, int expected) {
        Endpoint endpoint = EndpointTable.of(new EndpointId(verb, path));
        for (Tier tier : new Tier[] {Tier.DEFAULT, VIP2, Tier.perSecond(500)}) {
            assertThat(RateTable.perSecond(endpoint, Category.LINEAR, tier)).hasValue(expected);
            assertThat(RateTable.perSecond(endpoint, null, tier)).hasValue(expected);
        }
    }

    @Test
    void marketDataHasNoFigure() {
        assertThat(RateTable.perSecond(EndpointTable.of(EndpointTable.SERVER_TIME), null, Tier.DEFAULT))
                .isEqualTo(OptionalInt.empty());
    }

    @Test
    void tiersRaiseOrders() {
        Endpoint create = EndpointTable.of(EndpointTable.ORDER_CREATE);
        assertThat(RateTable.perSecond(create, Category.LINEAR, VIP2)).hasValue(40);
        assertThat(RateTable.perSecond(create, Category.SPOT, VIP2)).hasValue(30);
        assertThat(RateTable.perSecond(EndpointTable.of(EndpointTable.ORDER_AMEND), Category.SPOT, VIP2))
                .hasValue(30);
        assertThat(RateTable.perSecond(create, null, VIP2))
                .as("the smallest of all lines")
                .hasValue(30);
        Endpoint cancelAll = EndpointTable.of(EndpointTable.ORDER_CANCEL_ALL);
        assertThat(RateTable.perSecond(cancelAll, Category.OPTION, VIP2))
                .as("not known to rise")
                .hasValue(1);
        assertThat(RateTable.perSecond(cancelAll, Category.OPTION, Tier.perSecond(500)))
                .hasValue(500);
    }

    @ParameterizedTest
    @CsvSource({
        "No VIP,10,10,20",
        "VIP-1,20,20,25",
        "VIP-2,40,40,30",
        "VIP-3,60,60,40",
        "VIP-4,60,60,40",
        "VIP-5,60,60,40",
        "VIP-Supreme,60,60,40",
        "PRO-1,200,200,200",
        "PRO-2,400,400,400",
        "PRO-3,600,600,600",
        "PRO-4,800,800,800",
        "PRO-5,1000,1000,1000",
        "PRO-6,1200,1200,1200",
        "VIP-99,10,10,20",
        "'',10,10,20"
    })
    void everyVipLevelHasItsTier(String vipLevel, int derivatives, int options, int spot) {
        Tier tier = Tier.ofVipLevel(vipLevel);
        assertThat(tier.perSecond(BusinessLine.DERIVATIVES)).isEqualTo(derivatives);
        assertThat(tier.perSecond(BusinessLine.OPTIONS)).isEqualTo(options);
        assertThat(tier.perSecond(BusinessLine.SPOT)).isEqualTo(spot);
    }

    @Test
    void ordersHaveAWindowOfTheirLineAndReadsShareOne() {
        assertThat(RateTable.line(EndpointTable.of(EndpointTable.ORDER_CREATE), Category.INVERSE))
                .isEqualTo(BusinessLine.DERIVATIVES);
        assertThat(RateTable.line(EndpointTable.of(EndpointTable.ORDER_REALTIME), Category.INVERSE))
                .isNull();
    }

    @Test
    void batchesCostTheirOrdersButOptionBatchesOne() {
        assertThat(RateTable.cost(EndpointKind.CREATE_BATCH, Category.LINEAR, 8))
                .isEqualTo(8);
        assertThat(RateTable.cost(EndpointKind.CANCEL_BATCH, Category.SPOT, 3)).isEqualTo(3);
        assertThat(RateTable.cost(EndpointKind.AMEND_BATCH, Category.OPTION, 20))
                .isEqualTo(1);
        assertThat(RateTable.cost(EndpointKind.CREATE, Category.LINEAR, 1)).isEqualTo(1);
        assertThat(RateTable.cost(EndpointKind.CANCEL_ALL, Category.LINEAR, 1)).isEqualTo(1);
    }

    @Test
    void theConfigurationsWordsForTiers() {
        assertThat(TierRule.ofText("auto")).isEqualTo(new TierRule.Auto());
        assertThat(TierRule.ofText("none")).isEqualTo(new TierRule.None());
        assertThat(TierRule.ofText("vip3")).isEqualTo(new TierRule.Fixed(Tier.ofVipLevel("VIP-3")));
        assertThat(TierRule.ofText("pro6")).isEqualTo(new TierRule.Fixed(Tier.ofVipLevel("PRO-6")));
        assertThat(TierRule.ofText("mm2")).isEqualTo(new TierRule.Fixed(new Tier("mm2", 800, 800, 800)));
        assertThat(TierRule.ofText("500/s")).isEqualTo(new TierRule.Fixed(new Tier("500/s", 500, 500, 500)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vip9", "0/s", "-1/s", "5", "5/m", "VIP3", "1000000/s"})
    void otherWordsForTiersAreRefusedNamingTheForms(String text) {
        assertThatThrownBy(() -> TierRule.ofText(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500/s");
    }

    @Test
    void theConfigurationsWordsForAddressLimits() {
        assertThat(AddressLimit.ofText("600/5s")).isEqualTo(AddressLimit.BYBIT);
        assertThat(AddressLimit.ofText("50/1s")).isEqualTo(new AddressLimit.Window(50, Duration.ofSeconds(1)));
        assertThat(AddressLimit.ofText("none")).isEqualTo(new AddressLimit.None());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "600", "600/s", "0/5s", "600/0s", "600/5m", "x/5s"})
    void otherWordsForAddressLimitsAreRefusedNamingTheForms(String text) {
        assertThatThrownBy(() -> AddressLimit.ofText(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("600/5s");
    }
}
