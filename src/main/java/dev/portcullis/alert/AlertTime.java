package dev.portcullis.alert;

import dev.portcullis.clock.Timers;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * The time by which alerts are dated and repeated, handed in.
 *
 * @param clock for people
 * @param home where notices are passed on, in order
 */
public record AlertTime(InstantSource clock, Timers timers, Executor home) {}
