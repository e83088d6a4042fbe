package dev.portcullis.admin;

import dev.portcullis.identity.DeskSheet;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.identity.Role;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressBlock;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Scope;
import dev.portcullis.model.TradingRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Desks as they may be, drawn from a seed: names that YAML takes for something else among them. */
final class RandomSheets {
    private static final List<String> NAMES =
            List.of("alpha", "true", "null", "no", "1", "0x1f", "1e5", "1_000", "on", "beta-2", "y", "12-30", "b_c");
    private static final List<String> BLOCKS =
            List.of("10.0.0.0/8", "10.1.0.0/16", "0.0.0.0/0", "::/0", "2001:db8::/32", "192.168.1.7/32", "::1/128");

    private static final List<Role> ROLES = List.of(Role.values());

    private final Random random;
    private final OperatorName alwaysThere;

    /** @param alwaysThere the admin who applies the sheets */
    RandomSheets(long seed, OperatorName alwaysThere) {
        this.random = new Random(seed);
        this.alwaysThere = alwaysThere;
    }

    DeskSheet next() {
        List<AccountId> accounts = some(NAMES).stream().map(AccountId::new).toList();
        return new DeskSheet(
                Optional.of(accounts.stream().map(this::account).toList()),
                Optional.of(some(NAMES).stream()
                        .map(name -> client(new ClientId(name), accounts))
                        .toList()),
                Optional.of(operators()));
    }

    private DeskSheet.OfAccount account(AccountId id) {
        // an account's environment never changes, so it hangs on its name
        EnvironmentId environment = new EnvironmentId(id.text().length() % 2 == 0 ? "testnet" : "demo");
        return new DeskSheet.OfAccount(id, environment, addresses(), random.nextBoolean(), rules());
    }

    private DeskSheet.OfClient client(ClientId id, List<AccountId> accounts) {
        boolean signed = id.text().length() % 3 == 0;
        List<DeskSheet.OfGrant> grants =
                some(accounts).stream().map(this::grant).toList();
        return new DeskSheet.OfClient(id, addresses(), signed, random.nextBoolean(), limits(), grants);
    }

    private DeskSheet.OfGrant grant(AccountId account) {
        Set<Scope> scopes = EnumSet.copyOf(atLeastOne(List.of(Scope.values())));
        return new DeskSheet.OfGrant(account, scopes, limits(), Optional.empty(), rules());
    }

    private List<DeskSheet.OfOperator> operators() {
        List<DeskSheet.OfOperator> all = new ArrayList<>();
        all.add(new DeskSheet.OfOperator(alwaysThere, Role.ADMIN));
        some(NAMES)
                .forEach(name -> all.add(
                        new DeskSheet.OfOperator(new OperatorName(name), ROLES.get(random.nextInt(ROLES.size())))));
        return all;
    }

    /** In the order in which the file has them. */
    private AddressList addresses() {
        return new AddressList(atLeastOne(BLOCKS).stream()
                .map(AddressBlock::of)
                .sorted((one, other) -> one.text().compareTo(other.text()))
                .toList());
    }

    private DeskLimits limits() {
        return new DeskLimits(limit(), limit(), limit());
    }

    private TradingRules rules() {
        List<String> set = some(List.of(
                "qtyMax=" + (1 + random.nextInt(9)) + ".5",
                "symbols=BTCUSDT,ETHUSDT",
                "sides=Buy",
                "openOrdersMax=" + (1 + random.nextInt(50)),
                "hours=Mon-Fri 08:00-17:00,Sun 22:00-24:00",
                "blackouts=2026-11-26T12:00:00Z/2026-11-26T14:00:00Z",
                "collarMark=2.5%",
                "duplicateWithin=500ms",
                "leverageMax=10"));
        return TradingRules.NONE.with(set, List.of());
    }

    private Integer limit() {
        return random.nextBoolean() ? null : 1 + random.nextInt(1_000);
    }

    private <T> List<T> atLeastOne(List<T> all) {
        List<T> some = some(all);
        return some.isEmpty() ? List.of(all.get(random.nextInt(all.size()))) : some;
    }

    private <T> List<T> some(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> random.nextInt(3) == 0)
                .mapToObj(all::get)
                .toList();
    }
}
