package dev.portcullis.sandbox.fault;

/**
 * A fault, the calls it is for, and how often.
 *
 * @param match which calls
 * @param fault what goes wrong
 * @param dose how often
 */
public record FaultScript(FaultMatch match, Fault fault, Dose dose) {}
