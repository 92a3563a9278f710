package dev.turnpike.tenants.team;

/** The answer to a command on a team. */
public sealed interface CrewAnswer {
  record Done() implements CrewAnswer {}

  /** The tenant has no such team, or no such member. */
  record Unknown() implements CrewAnswer {}

  /** The name cannot be. */
  record NameWrong() implements CrewAnswer {}
}
