package dev.portcullis.model;

/** Whether somebody waits for this very call. */
public enum Urgency {
    /** Somebody waits for its answer. */
    NOW,
    /** Its answer is one of many that are fetched one after another, so it lets others pass. */
    BACKGROUND
}
