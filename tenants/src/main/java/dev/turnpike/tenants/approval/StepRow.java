package dev.turnpike.tenants.approval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.tenants.catalog.StepTerms;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step beside what was decided, as {@link #SELECT} answers. */
@RegisterForReflection
record StepRow(
    int position,
    StepTerms terms,
    Instant since,
    @Nullable Instant openedAt,
    @Nullable Instant remindedAt,
    @Nullable Instant escalatedAt,
    @Nullable DecisionRow decision,
    List<VoteRow> votes) {

  /** Names are those that the reader's tenant may know. */
  private static final String SELECT =
      """
      select x.position, x.settings || jsonb_build_object('kind', x.kind) as terms,
        coalesce((select max(v.at) from approval v
          where v.subscription_id = x.subscription_id and v.position < x.position), s.requested_at)
          as since,
        x.opened_at, x.reminded_at, x.escalated_at,
        (select to_jsonb(d) from (
          select v.verdict, v.by_whom, p.name, b.name as on_behalf_of, v.reason, v.facts, v.at
          from approval v left join person p on p.id = v.person_id
            left join person b on b.id = v.on_behalf_of
          where v.subscription_id = x.subscription_id and v.position = x.position) d) as decision,
        (select coalesce(jsonb_agg(to_jsonb(w) order by w.at), '[]') from (
          select p.name, b.name as on_behalf_of, v.comment, v.at
          from approval_vote v left join person p on p.id = v.person_id
            left join person b on b.id = v.on_behalf_of
          where v.subscription_id = x.subscription_id and v.position = x.position) w) as votes
      from approval_step x join subscription s on s.id = x.subscription_id
      """;

  static final String OF_REQUEST =
      SELECT + " where x.subscription_id = :id order by x.position limit 50";

  static final String OPEN =
      SELECT
          + " where x.subscription_id = :id"
          + " and x.position = cast(s.facts ->> 'position' as int) and s.state = 'requested'";

  @RegisterForReflection
  record DecisionRow(
      String verdict,
      String byWhom,
      @Nullable String name,
      @Nullable String onBehalfOf,
      String reason,
      JsonNode facts,
      Instant at) {
    Step.Decision toDecision() {
      Map<String, String> texts = new HashMap<>();
      facts.properties().forEach(fact -> texts.put(fact.getKey(), fact.getValue().asText()));
      return new Step.Decision(
          verdict.equals("approved"), byWhom, name, onBehalfOf, reason, texts, at);
    }
  }

  @RegisterForReflection
  record VoteRow(@Nullable String name, @Nullable String onBehalfOf, String comment, Instant at) {}

  Step toStep() {
    return new Step(
        position,
        terms,
        since,
        remindedAt,
        escalatedAt,
        decision == null ? null : decision.toDecision(),
        votes.stream()
            .map(v -> new Step.Vote(v.name(), v.onBehalfOf(), v.comment(), v.at()))
            .toList());
  }
}
