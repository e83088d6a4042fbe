package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.normal.V5Page;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.model.Call;
import dev.portcullis.model.Category;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows positions and the wallet. */
final class AccountReads {
    private static final int PAGES_MAX = 10;
    private static final String POSITIONS_OF_A_PAGE = "200";

    private final OldCalls calls;
    private final OldReads reads;
    private final OldAnswers answers;

    AccountReads(OldCalls calls, OldReads reads, OldAnswers answers) {
        this.calls = calls;
        this.reads = reads;
        this.answers = answers;
    }

    List<OldRoute> routes() {
        return List.of(
                OldRoute.get("/v2/private/position/list", OldFamily.INVERSE, this::positions),
                OldRoute.get("/private/linear/position/list", OldFamily.LINEAR, this::positions),
                OldRoute.get("/v2/private/wallet/balance", OldFamily.INVERSE, this::wallet));
    }

    private Future<RawAnswer> positions(OldRequest request) {
        FieldReading fields = request.fields(Set.of(OldField.SYMBOL)).done();
        Optional<String> symbol = fields.text(OldField.SYMBOL);
        return pages(request, symbol, "", new ArrayList<>())
                .map(read -> answers.success(
                        read.last().call(),
                        read.last().told(),
                        symbol.isPresent()
                                ? ofSymbol(request.family(), read.items())
                                : ofAll(request.family(), read.items()),
                        List.of()));
    }

    /** All positions, and the read that brought the last of them. */
    private record Positions(List<JsonNode> items, OldReads.Read last) {}

    private Future<Positions> pages(OldRequest request, Optional<String> symbol, String cursor, List<JsonNode> items) {
        Category category = symbol.map(request.family()::category)
                .orElseGet(() -> request.family().category());
        V5Query query = new V5Query().put("category", category.wire()).put("symbol", symbol);
        if (symbol.isEmpty() && category == Category.LINEAR) {
            query.put("settleCoin", "USDT");
        }
        query.put("limit", POSITIONS_OF_A_PAGE);
        Call call = cursor.isEmpty()
                ? calls.read(request, EndpointTable.POSITION_LIST, query)
                : calls.further(request, EndpointTable.POSITION_LIST, query.put("cursor", cursor));
        return reads.read(request.family(), call).compose(read -> {
            V5Page page = read.page();
            items.addAll(page.items());
            if (!page.hasNext()) {
                return Future.succeededFuture(new Positions(items, read));
            }
            return items.size() < PAGES_MAX * Integer.parseInt(POSITIONS_OF_A_PAGE)
                    ? pages(request, symbol, page.nextCursor(), items)
                    : Future.failedFuture(read.unreadable("has more positions than are looked through; name a symbol"));
        });
    }

    /** Of one symbol: an object where there can be but one, a list where there may be two sides. */
    private static JsonNode ofSymbol(OldFamily family, List<JsonNode> items) {
        if (family == OldFamily.INVERSE) {
            return items.isEmpty() ? OldJson.object() : PositionShape.of(family, items.get(0));
        }
        ArrayNode list = OldJson.array();
        items.forEach(item -> list.add(PositionShape.of(family, item)));
        return list;
    }

    private static JsonNode ofAll(OldFamily family, List<JsonNode> items) {
        ArrayNode list = OldJson.array();
        items.forEach(item -> list.addObject().put("is_valid", true).set("data", PositionShape.of(family, item)));
        return list;
    }

    private Future<RawAnswer> wallet(OldRequest request) {
        FieldReading fields = request.fields(Set.of(OldField.COIN)).done();
        Optional<String> coin = fields.text(OldField.COIN);
        V5Query query = new V5Query().put("accountType", "UNIFIED").put("coin", coin);
        Call call = calls.read(request, EndpointTable.WALLET_BALANCE, query);
        return reads.read(request.family(), call)
                .map(read -> answers.success(call, read.told(), byCoin(coin, read.page()), List.of()));
    }

    private static ObjectNode byCoin(Optional<String> wanted, V5Page page) {
        ObjectNode result = OldJson.object();
        page.items()
                .forEach(wallet -> wallet.path("coin")
                        .forEach(coin -> result.set(coin.path("coin").asText(), WalletShape.of(coin))));
        wanted.filter(coin -> !result.has(coin)).ifPresent(coin -> result.set(coin, WalletShape.empty()));
        return result;
    }
}
