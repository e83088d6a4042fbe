package dev.portcullis.alert;

/**
 * What an outlet did with a test.
 *
 * @param outlet its name
 * @param works whether a real alert would have got out
 * @param words what it did, or what is wrong and what to do about it
 */
public record OutletReport(String outlet, boolean works, String words) {}
