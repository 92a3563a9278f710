package dev.turnpike.tenants.lease;

import java.util.UUID;

/**
 * Whose calls these are and by which plan: what all of a caller's calls to an API have in common.
 *
 * @param key the key's id, which is no secret
 */
record Route(
    UUID publisher,
    UUID consumer,
    UUID application,
    UUID subscription,
    UUID api,
    UUID plan,
    String key) {}
