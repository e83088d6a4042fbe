package dev.portcullis.credential;

/**
 * A row of the store that does not open; it signs nothing until it is put in again.
 *
 * @param id as the store shows it
 * @param account as the store shows it
 * @param why what is wrong and what to do
 */
public record UnreadableCredential(String id, String account, String why) {}
