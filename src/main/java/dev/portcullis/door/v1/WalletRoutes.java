package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.normal.NormalWallet;
import dev.portcullis.bybit.normal.V5Page;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** Shows an account's wallet: its totals, and each coin. */
final class WalletRoutes {
    private static final Set<String> PARAMETERS = Set.of("coins");

    private final V1Calls calls;
    private final PageReads reads;

    WalletRoutes(V1Calls calls, PageReads reads) {
        this.calls = calls;
        this.reads = reads;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/accounts/{account}/wallet", PARAMETERS, this::wallet));
    }

    private Future<RawAnswer> wallet(V1Request request) {
        Forms.requireJson(request);
        WireQuery query = new WireQuery().put("accountType", "UNIFIED");
        request.query().one("coins").ifPresent(coins -> query.put("coin", ListFilter.COINS.wire("coins", coins)));
        Call call = calls.call(request, EndpointTable.WALLET_BALANCE, query.text(), null);
        List<Header> environment = calls.environment(call);
        return reads.page(call)
                .map(page -> answer(request, environment, page))
                .recover(failed -> ReadProblems.answer(request, failed, environment));
    }

    private static RawAnswer answer(V1Request request, List<Header> environment, V5Page page) {
        if (page.items().size() != 1) {
            throw new V1ProblemException(V1Problem.of(
                    ProblemType.UNREADABLE,
                    "the exchange answered with " + page.items().size() + " wallets where there is one; ask again"));
        }
        ObjectNode wallet = NormalWallet.of(page.items().get(0));
        environment.forEach(header -> wallet.put("environment", header.value()));
        return V1Answers.json(200, request.id(), wallet, environment);
    }
}
