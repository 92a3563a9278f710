package dev.turnpike.tenants.kernel.schema;

/**
 * What is wrong with a document, and where.
 *
 * @param pointer RFC 6901; empty: the whole document
 * @param detail plain words, without the value that was sent
 */
public record Violation(String pointer, String detail) {}
