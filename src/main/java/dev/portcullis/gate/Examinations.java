package dev.portcullis.gate;

import dev.portcullis.admin.Doctor;
import dev.portcullis.admin.Doctor.Finding;
import dev.portcullis.admin.Doctor.Severity;
import dev.portcullis.admin.KeyAdmin;
import dev.portcullis.bybit.Environment;
import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.clock.Estimate;
import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.credential.KekPlace;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.model.EnvironmentId;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the doctor looks at: clock and reachability of each environment, every key, the ledger, the master key. */
final class Examinations {
    private static final long WALL_CLOCK_OFF_MILLIS = 250;

    private final Inside inside;
    private final Outside outside;
    private final KeyAdmin keys;

    Examinations(Inside inside, Outside outside, KeyAdmin keys) {
        this.inside = inside;
        this.outside = outside;
        this.keys = keys;
    }

    Doctor doctor() {
        List<Supplier<Future<List<Finding>>>> checks = List.of(
                this::clocks,
                this::egress,
                this::keysOfAccounts,
                new VaultExamination(inside)::findings,
                this::ledger,
                this::masterKey);
        return new Doctor(checks);
    }

    private Future<List<Finding>> clocks() {
        List<Finding> findings = inside.registry().desk().environments().stream()
                .map(this::clock)
                .toList();
        return Future.succeededFuture(findings);
    }

    private Finding clock(EnvironmentId environment) {
        ExchangeClock clock = outside.clocks().of(environment);
        Optional<Estimate> estimate = clock.estimate();
        if (estimate.isEmpty() || !clock.isTrusted()) {
            return new Finding(
                    "clock " + environment,
                    Severity.ERROR,
                    "the exchange's time is not known, so no order can be signed",
                    "check the network between the gate and the exchange; the gate asks every second");
        }
        long offMillis = Math.abs(
                inside.ground().time().wallClock().millis() - estimate.get().millis());
        if (offMillis > WALL_CLOCK_OFF_MILLIS) {
            return new Finding(
                    "clock " + environment,
                    Severity.WARNING,
                    "this machine's clock is " + offMillis + " ms off the exchange's; orders are signed with the"
                            + " exchange's, tokens expire by this machine's",
                    "run a time service (chrony or systemd-timesyncd) on this machine");
        }
        return Finding.ok("clock " + environment, "within " + offMillis + " ms of the exchange");
    }

    /** Which address to bind at Bybit; what a key that works is bound to is the surest that is known of it. */
    private Future<List<Finding>> egress() {
        List<Environment> used = inside.registry().desk().environments().stream()
                .map(inside.ground().environments()::of)
                .toList();
        return inside.ground()
                .vertx()
                .executeBlocking(() -> used.stream().map(this::egressTowards).toList());
    }

    private Finding egressTowards(Environment environment) {
        String check = "egress " + environment.id();
        Set<String> proven = provenAddresses(environment.id());
        String among = proven.isEmpty()
                ? ""
                : "; keys that work are bound to " + String.join(", ", proven) + ", so Bybit sees one of these";
        try {
            InetAddress local = EgressAddress.towards(environment.rest());
            String what = EgressAddress.words(local) + among;
            return EgressAddress.isPrivate(local) && proven.isEmpty()
                    ? new Finding(
                            check,
                            Severity.NOTE,
                            what,
                            "ask whoever runs the network for the public address of this machine, bind that one to"
                                    + " the keys, and run key check: Bybit answers 10010 when it is another")
                    : Finding.ok(check, what);
        } catch (IOException unknown) {
            return new Finding(
                    check,
                    Severity.WARNING,
                    "it is not known by which address this machine leaves: " + unknown.getMessage() + among,
                    "check the network and the name service of this machine");
        }
    }

    /** The addresses of keys that Bybit has taken since the start, each in the order of its text. */
    private Set<String> provenAddresses(EnvironmentId environment) {
        return inside.credentials().list().stream()
                .filter(head -> head.place().environment().equals(environment)
                        && outside.health().seenAtMillis(head.id()).isPresent())
                .flatMap(head -> inside.credentials().facts(head.id()).stream())
                .map(facts -> facts.report().key())
                .filter(KeyFacts::isBoundToAddresses)
                .flatMap(key -> key.ips().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Future<List<Finding>> keysOfAccounts() {
        List<Finding> findings = new ArrayList<>();
        for (DeskAccount account : inside.registry().desk().accounts().values()) {
            if (inside.credentials().active(account.id()).isEmpty()) {
                findings.add(new Finding(
                        "key " + account.id(),
                        Severity.ERROR,
                        inside.credentials().whyNoneActive(account.id()),
                        "put a key in: key put " + account.id() + " --api-key K --secret-stdin"));
            }
        }
        inside.credentials()
                .list()
                .forEach(head -> keys.known(head.id())
                        .ifPresent(checked -> checked.findings()
                                .forEach(finding -> findings.add(new Finding(
                                        "key " + head.id(),
                                        severity(finding.severity()),
                                        finding.what(),
                                        finding.remedy())))));
        return Future.succeededFuture(findings);
    }

    private static Severity severity(dev.portcullis.credential.Finding.Severity severity) {
        return switch (severity) {
            case REFUSAL -> Severity.ERROR;
            case WARNING -> Severity.WARNING;
            case NOTE -> Severity.NOTE;
        };
    }

    private Future<List<Finding>> ledger() {
        Finding finding = inside.ledger()
                .writer()
                .trouble()
                .map(trouble ->
                        new Finding("ledger", Severity.ERROR, trouble, "see docs/operating.md, the ledger has failed"))
                .orElseGet(() -> Finding.ok("ledger", "healthy"));
        return Future.succeededFuture(List.of(finding));
    }

    private Future<List<Finding>> masterKey() {
        MasterKeyHouse masterKeys = inside.ground().desk().masterKeys();
        Path root = inside.ground().desk().data().root().toAbsolutePath().normalize();
        List<Finding> findings = new ArrayList<>();
        Unsealing.waitingFor(inside)
                .forEach(missing -> findings.add(new Finding(
                        "master key",
                        Severity.ERROR,
                        "the gate is sealed and refuses orders: " + missing,
                        "bring it back; the gate opens by itself within half a minute")));
        findings.add(masterKeyPlace(masterKeys.ring().places().get(0), root));
        if (!masterKeys.configured().equals(masterKeys.ring().places().get(0))) {
            findings.add(toRotate("the configuration names " + masterKeys.configured() + " now"));
        } else if (masterKeys.ring().places().size() > 1) {
            findings.add(toRotate("keys may still be sealed under an earlier master key"));
        }
        return Future.succeededFuture(findings);
    }

    private static Finding toRotate(String what) {
        return new Finding(
                "master key", Severity.WARNING, what, "store rotate-kek seals everything under the configured one");
    }

    private static Finding masterKeyPlace(KekPlace place, Path root) {
        boolean beside =
                place.keeper() == KekPlace.Keeper.FILE && Path.of(place.where()).startsWith(root);
        if (beside) {
            return new Finding(
                    "master key",
                    Severity.WARNING,
                    "it lies beside the store it protects (" + place.where() + "): who copies the folder has both",
                    "keep it elsewhere: name a file on another disk, or Vault, below master-key in the configuration,"
                            + " then store rotate-kek");
        }
        return Finding.ok("master key", "it lies apart from the store, in " + place);
    }
}
