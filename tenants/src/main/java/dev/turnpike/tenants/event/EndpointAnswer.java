package dev.turnpike.tenants.event;

import java.util.UUID;

/** What became of a command on an endpoint. */
public sealed interface EndpointAnswer {
  /** It is done. */
  record Done(UUID id) implements EndpointAnswer {}

  /** It is done, and this is the only time that the secret is told. */
  record Issued(UUID id, String secret) implements EndpointAnswer {}

  /** The tenant has no such endpoint, or it no such delivery: 404. */
  record Unknown() implements EndpointAnswer {}

  /** 422, naming the field. */
  record Invalid(String field) implements EndpointAnswer {}

  /** The tenant has as many as it may: 409. */
  record TooMany(int most) implements EndpointAnswer {}
}
