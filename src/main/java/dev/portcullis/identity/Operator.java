package dev.portcullis.identity;

import java.time.Instant;

/** A person at the admin door. */
public record Operator(OperatorName name, Role role, Instant createdAt) {}
