package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * All master keys of a gate: the one that seals from now on and those that something may still be sealed under. One
 * that cannot be had is no failure but a reason to wait: until it comes, the ring is sealed.
 */
public final class Keyring implements MasterKeys {
    private final Function<KekPlace, Future<Kek>> keepers;
    private final Map<KekPlace, Kek> open = new ConcurrentHashMap<>();
    private final Map<KekPlace, String> away = new ConcurrentHashMap<>();
    private volatile List<KekPlace> places;

    private Keyring(Function<KekPlace, Future<Kek>> keepers, List<KekPlace> places) {
        this.keepers = keepers;
        this.places = List.copyOf(places);
    }

    /**
     * Gets all of them that can be had.
     *
     * @param keepers gets one, as {@link KekKeepers#get} does
     * @param current seals from now on
     * @param before what may still be needed to open
     * @return fails when what is at a place can be no master key; not when one cannot be had now
     */
    public static Future<Keyring> open(
            Function<KekPlace, Future<Kek>> keepers, KekPlace current, List<KekPlace> before) {
        Keyring ring = new Keyring(keepers, currentFirst(current, before));
        return ring.tryAgain().map(ring);
    }

    private static List<KekPlace> currentFirst(KekPlace current, List<KekPlace> others) {
        List<KekPlace> all = new ArrayList<>(List.of(current));
        others.stream().filter(place -> !place.equals(current)).forEach(all::add);
        return all;
    }

    /**
     * Asks again for those that could not be had.
     *
     * @return whether any was had that was not before
     */
    public Future<Boolean> tryAgain() {
        List<Future<Boolean>> asked = places.stream()
                .filter(place -> !open.containsKey(place))
                .map(this::tryOne)
                .toList();
        return Future.join(asked).map(done -> asked.stream().anyMatch(Future::result));
    }

    private Future<Boolean> tryOne(KekPlace place) {
        return keepers.apply(place)
                .map(kek -> {
                    open.put(place, kek);
                    away.remove(place);
                    return true;
                })
                .recover(failed -> {
                    if (!isAway(failed)) {
                        return Future.failedFuture(failed);
                    }
                    away.put(place, String.valueOf(failed.getMessage()));
                    return Future.succeededFuture(false);
                });
    }

    private static boolean isAway(Throwable failed) {
        return failed instanceof CredentialException known && known.kind() == Kind.UNAVAILABLE;
    }

    /** Why a master key is missing now, one sentence each; empty when all are there. */
    public List<String> missing() {
        return places.stream()
                .filter(place -> !open.containsKey(place))
                .map(place -> away.getOrDefault(place, place + " was not asked for yet"))
                .toList();
    }

    /** Where the current one and those before it are had from. */
    public List<KekPlace> places() {
        return places;
    }

    /** The id of the current one; empty while it cannot be had. */
    public Optional<String> currentId() {
        return Optional.ofNullable(open.get(places.get(0))).map(Kek::id);
    }

    @Override
    public Future<Kek> current() {
        Kek current = open.get(places.get(0));
        return current == null ? Future.failedFuture(sealed()) : Future.succeededFuture(current);
    }

    @Override
    public Future<Kek> named(String id) {
        for (KekPlace place : places) {
            Kek kek = open.get(place);
            if (kek != null && kek.id().equals(id)) {
                return Future.succeededFuture(kek);
            }
        }
        return Future.failedFuture(missing().isEmpty() ? MasterKeys.unknown(id, knownIds()) : sealed());
    }

    @Override
    public Future<List<Kek>> all() {
        List<Kek> there = new ArrayList<>();
        places.forEach(place -> Optional.ofNullable(open.get(place)).ifPresent(there::add));
        return there.isEmpty() ? Future.failedFuture(sealed()) : Future.succeededFuture(there);
    }

    private String knownIds() {
        return String.join(", ", open.values().stream().map(Kek::id).toList());
    }

    /** Bots read these words too, so where the master key is is not in them. */
    private static CredentialException sealed() {
        return new CredentialException(
                Kind.UNAVAILABLE,
                "the gate is sealed: its master key cannot be had now, and it opens by itself when it comes;"
                        + " `portcullis status` says what is missing");
    }

    /** Gets another master key without using it yet. */
    Future<Kek> get(KekPlace place) {
        Kek known = open.get(place);
        return known != null ? Future.succeededFuture(known) : keepers.apply(place);
    }

    /** All of them once the one at {@code place} is the current one. */
    List<KekPlace> placesWith(KekPlace place) {
        return currentFirst(place, places);
    }

    /** From now on this one seals; the others stay. */
    void turnTo(KekPlace place, Kek kek) {
        open.put(place, kek);
        places = currentFirst(place, places);
    }

    /** Keeps the current one alone: nothing is sealed under another. */
    void forgetOthers() {
        KekPlace current = places.get(0);
        Kek kept = open.get(current);
        places = List.of(current);
        away.keySet().retainAll(places);
        open.forEach((place, kek) -> {
            if (!place.equals(current) && open.remove(place, kek) && kek != kept) {
                kek.letGo();
            }
        });
    }

    @Override
    public String toString() {
        return "Keyring" + places;
    }
}
