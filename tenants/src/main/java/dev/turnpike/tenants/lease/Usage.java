package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.snapshot.Quantities;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A served call, on its way to the books.
 *
 * @param amount what it costs, in micro-units; the most it costs when some of it is rated later
 * @param flat what it costs without the units that are rated by the count of their period
 * @param takes what it used of each pot
 */
record Usage(
    UUID request,
    Instant at,
    int status,
    long bytesIn,
    long bytesOut,
    long amount,
    long flat,
    Quantities used,
    Route route,
    List<Take> takes) {

  /** So much of a pot. */
  record Take(Pot pot, long units) {}
}
