package dev.portcullis.sandbox.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The scripts in force. May be changed at any time, from any thread; several may fire for one call. */
public final class Faults {
    private final Map<Integer, Running> scripts = new LinkedHashMap<>();
    private int lastId;

    /** Puts a script into force; returns the number by which it can be taken back. */
    public synchronized int script(FaultScript script) {
        scripts.put(++lastId, new Running(script));
        return lastId;
    }

    /** The shortest way to script: this fault, for these calls, so often. */
    public int script(FaultMatch match, Fault fault, Dose dose) {
        return script(new FaultScript(match, fault, dose));
    }

    /** Takes a script back; false when there is none of this number. */
    public synchronized boolean remove(int id) {
        return scripts.remove(id) != null;
    }

    /** Takes every script back. */
    public synchronized void clear() {
        scripts.clear();
    }

    /** How often a script has fired; 0 when there is none of this number. */
    public synchronized int fired(int id) {
        Running running = scripts.get(id);
        return running == null ? 0 : running.fired;
    }

    /** The scripts in force by number, worn-out ones included. */
    public synchronized Map<Integer, FaultScript> inForce() {
        Map<Integer, FaultScript> all = new LinkedHashMap<>();
        scripts.forEach((id, running) -> all.put(id, running.script));
        return all;
    }

    /** What goes wrong with this call; counts it for every script that fits. */
    public synchronized FaultPlan plan(CallFacts call) {
        if (scripts.isEmpty()) {
            return FaultPlan.NONE;
        }
        List<Fault> fired = new ArrayList<>();
        for (Running running : scripts.values()) {
            if (running.script.match().fits(call) && running.fires()) {
                fired.add(running.script.fault());
            }
        }
        return FaultPlan.of(fired);
    }

    /** A script with its count. */
    private static final class Running {
        private final FaultScript script;
        private final Random random;
        private int seen;
        private int fired;

        private Running(FaultScript script) {
            this.script = script;
            this.random = new Random(script.dose().seed());
        }

        private boolean fires() {
            seen++;
            Dose dose = script.dose();
            if (seen <= dose.skip() || fired >= dose.times() || random.nextDouble() >= dose.probability()) {
                return false;
            }
            fired++;
            return true;
        }
    }
}
