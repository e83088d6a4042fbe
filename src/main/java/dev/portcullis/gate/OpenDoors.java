package dev.portcullis.gate;

import dev.portcullis.admin.AlertAdmin;
import dev.portcullis.admin.BackupAdmin;
import dev.portcullis.admin.DeskAdmin;
import dev.portcullis.admin.DeskCopies;
import dev.portcullis.admin.HaltAdmin;
import dev.portcullis.admin.KeyAdmin;
import dev.portcullis.admin.OperatorLog;
import dev.portcullis.admin.OrderAdmin;
import dev.portcullis.admin.SheetAdmin;
import dev.portcullis.admin.StoreAdmin;
import dev.portcullis.alert.Alerts;
import dev.portcullis.alert.StandingAlert;
import dev.portcullis.config.Settings;
import dev.portcullis.credential.SecretUnseal;
import dev.portcullis.door.ConnectionGuard;
import dev.portcullis.door.DataListener;
import dev.portcullis.door.Door;
import dev.portcullis.door.DoorRefusals;
import dev.portcullis.door.Ids;
import dev.portcullis.door.ListenerLimits;
import dev.portcullis.door.OpenConnections;
import dev.portcullis.door.admin.AdminActions;
import dev.portcullis.door.admin.AdminListener;
import dev.portcullis.door.v2.V2Door;
import dev.portcullis.door.v5.V5Answers;
import dev.portcullis.door.v5.V5Door;
import dev.portcullis.identity.Desk;
import dev.portcullis.identity.TrustedProxies;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.Call;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Presented;
import dev.portcullis.pipeline.OrderPath;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The listeners, open: the data doors on every event loop, the admin door on one, the Unix sockets, and the file that
 * names the first two.
 */
record OpenDoors(Vertx vertx, URI data, URI admin, List<String> deployments, GateFile file, Ends ends) {

    /** A whole desk comes as one file, and only from those who may bring it. */
    private static final int ADMIN_BODY_BYTES_MAX = 2 << 20;

    /** What else ends when the doors close. */
    record Ends(DoorTls tls, UnixSockets sockets) {}

    static Future<OpenDoors> open(
            Inside inside, Outside outside, OrderPath path, KeyEvents keys, Alerts alerts, Ids ids, int eventLoops) {
        Ground ground = inside.ground();
        Vertx vertx = ground.vertx();
        Settings.Doors settings = ground.settings().current().doors();
        return DoorTls.read(vertx, ground.time().wallClock(), settings).compose(tls -> {
            DataDoors dataDoors = new DataDoors(inside, outside, path, ids);
            AdminListener admin = adminListener(inside, outside, path, new Admission(keys, alerts, ids, tls.admin()));
            return dataDoors
                    .open(vertx, settings, tls.data(), eventLoops)
                    .compose(data -> vertx.deployVerticle(admin)
                            .compose(adminId -> dataDoors
                                    .openSockets(vertx, settings)
                                    .compose(sockets -> tls.follow(data.first()::secureWith, admin::secureWith)
                                            .map(following -> new Ends(tls, sockets)))
                                    .compose(ends -> named(ground, data, admin, adminId, ends))));
        });
    }

    private static Future<OpenDoors> named(
            Ground ground, DataDoors.Opened data, AdminListener admin, String adminId, Ends ends) {
        Settings.Doors settings = ground.settings().current().doors();
        URI dataUrl =
                ends.tls().data().url(settings.listen().host(), data.first().port());
        URI adminUrl = ends.tls().admin().url(settings.admin().host(), admin.port());
        GateFile file = new GateFile(ground.desk().data().root());
        return ground.vertx()
                .executeBlocking(() -> {
                    file.write(dataUrl, adminUrl, ProcessHandle.current().pid());
                    return file;
                })
                .map(written -> new OpenDoors(
                        ground.vertx(), dataUrl, adminUrl, List.of(data.deployment(), adminId), file, ends));
    }

    /** What the admin listener needs beside the gate's parts. */
    private record Admission(KeyEvents keys, Alerts alerts, Ids ids, DoorTls.Secured tls) {}

    private static AdminListener adminListener(Inside inside, Outside outside, OrderPath path, Admission admission) {
        Ground ground = inside.ground();
        Settings.Doors settings = ground.settings().current().doors();
        ListenerLimits limits = limits(settings.inbound()).takingBodiesOf(ADMIN_BODY_BYTES_MAX);
        OperatorLog log =
                new OperatorLog(inside.ledger().writer(), ground.time().home());
        KeyAdmin keyAdmin = new KeyAdmin(
                inside.registry(),
                inside.credentials(),
                new KeyAdmin.Knowledge(outside.inquiry(), outside.health(), admission.keys()::known),
                log,
                path::reconsiderWaiting,
                ground.time().wallClock(),
                ground.settings()::current);
        Vitality vitality = new Vitality(inside, outside, path);
        AdminActions actions = new AdminActions(
                new DeskAdmin(inside.registry(), log, path::reconsiderWaiting),
                keyAdmin,
                new HaltAdmin(inside.halts(), log, path::reconsiderWaiting),
                new OrderAdmin(new ResolvedOrders(path.resolving()), log),
                new StoreAdmin(new StoreSeals(inside), log),
                new DiskTrail(ground.vertx(), inside.ledger().reader()),
                () -> vitality.status().put("alerts", standing(admission.alerts())),
                new Examinations(inside, outside, keyAdmin).doctor(),
                new DeskCopies(
                        new SheetAdmin(inside.registry(), log, path::reconsiderWaiting),
                        new BackupAdmin(new DiskBackups(ground), log)),
                new SecretUnseal(),
                new AlertAdmin(admission.alerts(), log));
        return new AdminListener(
                admission
                        .tls()
                        .on(DataListener.options(
                                settings.admin().host(), settings.admin().port(), limits)),
                new ConnectionGuard(
                        limits,
                        connections(settings),
                        admission.ids(),
                        ground.time().nanoTicker()),
                inside.registry(),
                new AdminListener.Vitals(vitality::ready, ground.meters()::scrape),
                actions);
    }

    private static JsonArray standing(Alerts alerts) {
        return new JsonArray(
                alerts.standing().stream().map(StandingAlert::toJson).toList());
    }

    /** Stops listening, lets what is in flight finish, and removes the file. */
    Future<Void> close() {
        return ends.tls()
                .end()
                .eventually(() -> ends.sockets().close())
                .eventually(() ->
                        Future.join(deployments.stream().map(vertx::undeploy).toList()))
                .eventually(() -> vertx.executeBlocking(() -> {
                    file.remove();
                    return file;
                }))
                .mapEmpty();
    }

    private static ListenerLimits limits(Settings.Inbound inbound) {
        return new ListenerLimits(
                inbound.requestLineBytesMax(),
                inbound.headersBytesMax(),
                inbound.bodyBytesMax(),
                inbound.headDeadline(),
                inbound.bodyDeadline(),
                inbound.answerDeadline(),
                inbound.connections().idle());
    }

    /** None open yet. Behind loopback and behind a proxy there are many callers, so one alone may be all of them. */
    private static OpenConnections connections(Settings.Doors settings) {
        Settings.Connections bounds = settings.inbound().connections();
        return new OpenConnections(
                new OpenConnections.Bounds(bounds.max(), bounds.perAddressMax()),
                address -> address.isLoopback() || settings.trustedProxies().allows(address));
    }

    /** The data listener on every event loop. */
    private record DataDoors(Inside inside, Outside outside, OrderPath path, Ids ids) {
        /** To Vert.x: one free port for all instances of a deployment. */
        private static final int ANY_PORT_SHARED = -1;

        /** One of the instances, which all share port and certificates, and the deployment of all. */
        record Opened(DataListener first, String deployment) {}

        Future<Opened> open(Vertx vertx, Settings.Doors settings, DoorTls.Secured tls, int eventLoops) {
            OpenConnections connections = connections(settings);
            int port = settings.listen().port() == 0
                    ? ANY_PORT_SHARED
                    : settings.listen().port();
            Queue<DataListener> opened = new ConcurrentLinkedQueue<>();
            DeploymentOptions onEveryLoop = new DeploymentOptions().setInstances(eventLoops);
            return vertx.deployVerticle(
                            () -> {
                                DataListener listener = listener(settings, port, tls, connections);
                                opened.add(listener);
                                return listener;
                            },
                            onEveryLoop)
                    .map(id -> new Opened(opened.element(), id));
        }

        /** They share the limits of the data listener, each for itself. */
        Future<UnixSockets> openSockets(Vertx vertx, Settings.Doors settings) {
            return new UnixSockets(vertx)
                    .open(settings.unixSockets(), (place, client) -> socketListener(settings, place, client));
        }

        private DataListener socketListener(Settings.Doors settings, SocketAddress place, ClientId client) {
            ListenerLimits limits = limits(settings.inbound());
            Presented proof = new Presented.Socket(client);
            DataListener.Shared shared = new DataListener.Shared(
                    DataListener.options(settings.listen().host(), 0, limits),
                    limits,
                    ids,
                    (socket, forwarded) -> UnixSockets.HERE,
                    inside.ground().time().nanoTicker(),
                    connections(settings),
                    connection -> proof);
            return new DataListener(shared, doors(), place);
        }

        private DataListener listener(
                Settings.Doors settings, int port, DoorTls.Secured tls, OpenConnections connections) {
            ListenerLimits limits = limits(settings.inbound());
            TrustedProxies proxies = new TrustedProxies(settings.trustedProxies());
            DataListener.Shared shared = new DataListener.Shared(
                    tls.on(DataListener.options(settings.listen().host(), port, limits)),
                    limits,
                    ids,
                    proxies::peerOf,
                    inside.ground().time().nanoTicker(),
                    connections);
            return new DataListener(shared, doors());
        }

        /** Of one event loop. */
        private List<Door> doors() {
            DoorRefusals refusals = new RefusedAtTheDoor(path, inside.registry());
            V5Answers answers = new V5Answers(inside.ground().time().wallClock()::millis, this::environmentOf);
            Door v5 = new V5Door(path, ids, answers, refusals);
            Door v1 = new NormalizedDoor(inside, outside, path, ids).build(this::environmentOf, refusals);
            return inside.ground().settings().current().doors().oldScripts()
                    ? List.of(v5, v1, oldScripts(refusals))
                    : List.of(v5, v1);
        }

        private Door oldScripts(DoorRefusals refusals) {
            return V2Door.of(path, ids, inside.ground().time().wallClock()::millis, this::environmentOf, refusals);
        }

        /** Of the account that the call means; of public reads that mean none, where they all go. */
        private Optional<String> environmentOf(Call call) {
            Desk desk = inside.registry().desk();
            AccountId account = call.wantedAccount() != null ? call.wantedAccount() : onlyGrantOf(call);
            if (account != null && desk.accounts().containsKey(account)) {
                return Optional.of(desk.accounts().get(account))
                        .map(known -> known.environment().text());
            }
            return desk.environments().size() == 1
                    ? desk.environments().stream().findFirst().map(EnvironmentId::text)
                    : Optional.empty();
        }

        private @Nullable AccountId onlyGrantOf(Call call) {
            return inside.registry()
                    .identified(call.origin().presented())
                    .filter(client -> client.grants().size() == 1)
                    .map(client -> client.grants().firstKey())
                    .orElse(null);
        }
    }
}
