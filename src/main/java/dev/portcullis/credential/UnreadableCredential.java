package dev.portcullis.credential;

/**
 * A row of the store that does not open; it signs nothing until it does.
 *
 * @param id as the store shows it
 * @param account as the store shows it
 * @param why what is wrong and what to do
 * @param waits whether it opens by itself as soon as the master key can be had
 */
public record UnreadableCredential(String id, String account, String why, boolean waits) {}
