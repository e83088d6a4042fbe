package dev.portcullis.budget;

/** A window that every call of a flow takes from, and what it counts of them. */
record Claim(Window window, Measure measure) {}
