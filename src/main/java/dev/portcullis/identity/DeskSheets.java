package dev.portcullis.identity;

import dev.portcullis.identity.SheetPlans.Extent;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Shows the desk as one sheet, and brings it to what a sheet says in one transaction. */
public final class DeskSheets {
    private final Registry registry;
    private final DeskRows rows;
    private final InstantSource clock;
    private final Supplier<Set<EnvironmentId>> environments;

    DeskSheets(Registry registry, DeskRows rows, InstantSource clock, Supplier<Set<EnvironmentId>> environments) {
        this.registry = registry;
        this.rows = rows;
        this.clock = clock;
        this.environments = environments;
    }

    /** What becomes of what is in the gate and not on the sheet. */
    public enum Missing {
        KEPT(Extent.KEEPING),
        /** Removed, as far as the sheet speaks of that part of the desk; an account with live keys stays all the same. */
        PRUNED(Extent.PRUNING);

        private final Extent extent;

        Missing(Extent extent) {
            this.extent = extent;
        }
    }

    /** The sheet of the desk that is in force. */
    public Future<DeskSheet> now() {
        return rows.keys().map(keys -> DeskSheet.of(registry.desk(), labels(keys)));
    }

    private static Map<CredentialId, String> labels(List<DeskKey> keys) {
        return keys.stream().collect(Collectors.toMap(DeskKey::id, DeskKey::label));
    }

    /** What {@link #apply} would do now. */
    public Future<DeskResult<AppliedSheet>> compare(DeskSheet wanted, Missing missing) {
        return registry.changeAfter(
                desk -> planned(desk, wanted, missing).map(plan -> new Plan<>(List.of(), plan.result())));
    }

    /**
     * Does all of it or nothing.
     *
     * @param first told what will be done, and waited for before anything is; when it fails nothing is done. It is not
     *     asked when there is nothing to do.
     */
    public Future<DeskResult<AppliedSheet>> apply(
            DeskSheet wanted, Missing missing, Function<AppliedSheet, Future<?>> first) {
        return registry.changeAfter(desk -> planned(desk, wanted, missing).compose(plan -> announced(plan, first)));
    }

    private static Future<Plan<AppliedSheet>> announced(
            Plan<AppliedSheet> plan, Function<AppliedSheet, Future<?>> first) {
        boolean isToBeDone = plan.result() instanceof DeskResult.Done<AppliedSheet>
                && !plan.statements().isEmpty();
        return isToBeDone
                ? first.apply(((DeskResult.Done<AppliedSheet>) plan.result()).value())
                        .map(announced -> plan)
                : Future.succeededFuture(plan);
    }

    private Future<Plan<AppliedSheet>> planned(Desk desk, DeskSheet wanted, Missing missing) {
        return rows.keys()
                .map(keys ->
                        new SheetPlans(desk, clock.instant(), keys, environments.get()).apply(wanted, missing.extent));
    }
}
