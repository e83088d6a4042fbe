package dev.portcullis.identity;

/** An operator with the first token, whose text exists now and never again. */
public record NewOperator(Operator operator, IssuedToken token) {}
