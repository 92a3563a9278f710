package dev.turnpike.tenants.signup;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.notice.LetterWords;
import dev.turnpike.tenants.notice.Letters;
import dev.turnpike.tenants.signup.Door.Answer;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.tenants.tenant.PersonalData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The consumers that knocked at a publisher's door, and what its people answered. */
@ApplicationScoped
public class Guests {
  private static final int MOST_LISTED = 200;
  private static final int LONGEST_REASON = 1_000;

  private final Tenancy tenancy;
  private final Rows rows;
  private final Letters letters;
  private final LetterWords words;
  private final Audit audit;
  private final Clock clock;

  Guests(Tenancy tenancy, Rows rows, Letters letters, LetterWords words, Audit audit, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.letters = letters;
    this.words = words;
    this.audit = audit;
    this.clock = clock;
  }

  /** Those who knocked, the undecided first. */
  public Uni<List<Door.Guest>> list(Acting acting) {
    acting.require(Permission.SEE_MEMBERS);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.list(
                    session,
                    GuestRow.class,
                    "select a.consumer_id, t.slug, t.name, a.state, p.name as asker,"
                        + " p.email as asker_email, a.asked_at, d.name as decider, a.decided_at,"
                        + " a.reason from admission a join tenant t on t.id = a.consumer_id"
                        + " left join lateral asker_of(a.publisher_id, a.consumer_id) p on true"
                        + " left join person d on d.id = a.decided_by"
                        + " where a.publisher_id = :tenant"
                        + " order by a.state <> 'waiting', a.asked_at desc limit :most",
                    Map.of("tenant", acting.tenant().value(), "most", MOST_LISTED)))
        .map(found -> found.stream().map(GuestRow::toGuest).toList());
  }

  public Uni<Answer> admit(Acting acting, UUID consumer) {
    return decide(acting, consumer, "admitted", "");
  }

  /** Refuses, with a reason; what was admitted before may be refused later. */
  public Uni<Answer> refuse(Acting acting, UUID consumer, String reason) {
    String why = reason.strip();
    return why.isEmpty() || why.length() > LONGEST_REASON
        ? Uni.createFrom().item(new Answer.Invalid("reason"))
        : decide(acting, consumer, "refused", why);
  }

  /** Invites somebody, known or not: their organisation is let in as it comes. */
  public Uni<Answer> invite(Acting acting, String address) {
    acting.require(Permission.MANAGE_MEMBERS);
    Optional<String> email = PersonalData.email(address);
    if (email.isEmpty()) {
      return Uni.createFrom().item(new Answer.Invalid("email"));
    }
    return tenancy.as(acting.tenant(), session -> invited(session, acting, email.get()));
  }

  private Uni<Answer> invited(Mutiny.Session session, Acting acting, String email) {
    String portal = "/" + acting.slug();
    return rows.change(
            session,
            "insert into welcome (publisher_id, email, invited_by, created_at)"
                + " values (:publisher, :email, :by, cast(:now as timestamptz))"
                + " on conflict (publisher_id, email) do nothing",
            Map.of(
                "publisher",
                acting.tenant().value(),
                "email",
                email,
                "by",
                acting.person().value(),
                "now",
                clock.instant()))
        .chain(
            () ->
                audit.note(
                    session,
                    acting.tenant(),
                    acting.person(),
                    "admission.invited",
                    "address",
                    email,
                    Map.of()))
        .chain(
            () ->
                letters.write(
                    session,
                    "welcome",
                    email,
                    words.welcomed(acting.visitor().name(), acting.tenantName()),
                    "/signup?publisher=" + acting.slug() + "&to=" + portal))
        .replaceWith(new Answer.Done());
  }

  private Uni<Answer> decide(Acting acting, UUID consumer, String state, String reason) {
    acting.require(Permission.MANAGE_MEMBERS);
    Instant now = clock.instant();
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.first(
                    session,
                    Decided.class,
                    "select exists (select from admission where publisher_id = :publisher and"
                        + " consumer_id = :consumer) as there, (select name from tenant where id ="
                        + " :consumer) as consumer, admission_decide(:publisher, :consumer,"
                        + " :state, :person, :reason, cast(:now as timestamptz)) as decided",
                    Map.of(
                        "publisher",
                        acting.tenant().value(),
                        "consumer",
                        consumer,
                        "state",
                        state,
                        "person",
                        acting.person().value(),
                        "reason",
                        reason,
                        "now",
                        now))
                .map(Optional::orElseThrow)
                .chain(
                    decided -> {
                      if (!decided.there()) {
                        return Uni.createFrom().item(new Answer.Unknown());
                      }
                      return decided.decided()
                          ? decided(session, acting, consumer, decided, state, reason)
                          : Uni.createFrom().item(new Answer.Conflict());
                    }));
  }

  private Uni<Answer> decided(
      Mutiny.Session session,
      Acting acting,
      UUID consumer,
      Decided decided,
      String state,
      String reason) {
    String name = decided.consumer() == null ? "" : decided.consumer();
    boolean in = state.equals("admitted");
    return audit
        .note(
            session,
            acting.tenant(),
            acting.person(),
            "admission." + state,
            "tenant",
            consumer.toString(),
            Map.of("consumer", name, "reason", reason))
        .chain(
            () ->
                letters.writeToRoles(
                    session,
                    new TenantId(consumer),
                    List.of("owner", "admin"),
                    "admission",
                    in
                        ? words.admitted(name, acting.tenantName())
                        : words.refused(name, acting.tenantName(), reason),
                    "/" + acting.slug()))
        .replaceWith(new Answer.Done());
  }

  @RegisterForReflection
  record Decided(boolean there, @Nullable String consumer, boolean decided) {}

  @RegisterForReflection
  record GuestRow(
      UUID consumerId,
      String slug,
      String name,
      String state,
      @Nullable String asker,
      @Nullable String askerEmail,
      Instant askedAt,
      @Nullable String decider,
      @Nullable Instant decidedAt,
      String reason) {
    Door.Guest toGuest() {
      return new Door.Guest(
          consumerId, slug, name, state, asker, askerEmail, askedAt, decider, decidedAt, reason);
    }
  }
}
