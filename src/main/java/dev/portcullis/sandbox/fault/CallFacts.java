package dev.portcullis.sandbox.fault;

import java.util.List;
import java.util.Set;

/**
 * What a script can tell calls apart by.
 *
 * @param path the raw path
 * @param accountNames the account's name and its UID in digits; empty for an unknown key
 * @param symbols all symbols in query or body
 * @param orderLinkIds all orderLinkIds in query or body, in order
 */
public record CallFacts(String path, Set<String> accountNames, Set<String> symbols, List<String> orderLinkIds) {}
