package dev.turnpike.tenants.signup;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.notice.LetterWords;
import dev.turnpike.tenants.notice.Letters;
import dev.turnpike.tenants.signup.Door.Answer;
import dev.turnpike.tenants.signup.Door.Policy;
import dev.turnpike.tenants.signup.Door.Rule;
import dev.turnpike.tenants.signup.Door.Stand;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/** A publisher's door. Whoever is in stays in whatever its rule becomes. */
@ApplicationScoped
public class Doors {
  private static final int MOST_DOMAINS = 50;
  private static final Pattern DOMAIN = Pattern.compile("(?=.{4,253}$)[a-z0-9-]+(\\.[a-z0-9-]+)+");

  private final Tenancy tenancy;
  private final Rows rows;
  private final Letters letters;
  private final LetterWords words;
  private final Audit audit;
  private final Clock clock;

  Doors(Tenancy tenancy, Rows rows, Letters letters, LetterWords words, Audit audit, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.letters = letters;
    this.words = words;
    this.audit = audit;
    this.clock = clock;
  }

  /** What a stranger is told: the rule of the publisher of this slug. */
  public Uni<Rule> rule(String publisher) {
    return tenancy
        .asNobody(
            session ->
                rows.first(
                    session,
                    RuleRow.class,
                    "select * from policy_of(tenant_by_slug(:slug))",
                    Map.of("slug", publisher)))
        .map(found -> found.map(RuleRow::toRule).orElseGet(() -> new Rule(Policy.OPEN, List.of())));
  }

  /** Whether somebody with this address need not try; a blank publisher's door is open. */
  public Uni<Optional<Door.Closed>> closedTo(String publisher, String email) {
    if (publisher.isBlank()) {
      return Uni.createFrom().item(Optional.empty());
    }
    String domain = email.substring(email.indexOf('@') + 1);
    return tenancy
        .asNobody(
            session ->
                rows.first(
                    session,
                    Welcome.class,
                    "select is_welcome(:slug, :email) as welcome",
                    Map.of("slug", publisher, "email", email)))
        .chain(
            found ->
                found.orElseThrow().welcome()
                    ? Uni.createFrom().item(Optional.<Door.Closed>empty())
                    : shut(publisher, domain));
  }

  private Uni<Optional<Door.Closed>> shut(String publisher, String domain) {
    return rule(publisher)
        .map(
            rule ->
                switch (rule.policy()) {
                  case OPEN, APPROVAL -> Optional.<Door.Closed>empty();
                  case INVITE -> Optional.of(new Door.Closed(List.of()));
                  case DOMAINS ->
                      rule.domains().contains(domain)
                          ? Optional.<Door.Closed>empty()
                          : Optional.of(new Door.Closed(rule.domains()));
                });
  }

  /**
   * Where the acting consumer stands with a publisher; asks to be let in where asking helps. To be
   * called in a transaction of the consumer, before it asks for anything there.
   */
  public Uni<Stand> knock(Mutiny.Session session, TenantId publisher, Acting acting) {
    String email = acting.visitor().email();
    return stand(session, publisher, acting.tenant(), email)
        .chain(
            stand ->
                asks(stand)
                    ? ask(session, publisher, acting.tenant(), acting.person())
                        .chain(() -> stand(session, publisher, acting.tenant(), email))
                        .chain(then -> read(session, publisher, then))
                    : read(session, publisher, stand));
  }

  /** Asks to be let in, if the door is not open; false when there is nothing to ask. */
  Uni<Boolean> knock(
      Mutiny.Session session,
      TenantId publisher,
      TenantId consumer,
      PersonId person,
      String email) {
    return stand(session, publisher, consumer, email)
        .chain(
            stand ->
                asks(stand)
                    ? ask(session, publisher, consumer, person)
                    : Uni.createFrom().item(false));
  }

  /** Whether asking helps: somebody decides, or has invited them. */
  private static boolean asks(String stand) {
    return stand.equals("unasked") || stand.equals("welcome");
  }

  public Uni<Rule> own(Acting acting) {
    acting.require(Permission.SEE_MEMBERS);
    return rule(acting.slug());
  }

  /** Sets the rule; domains come as words between commas or spaces. */
  public Uni<Answer> change(Acting acting, String policy, String domains) {
    acting.require(Permission.MANAGE_MEMBERS);
    Optional<Policy> wished =
        Arrays.stream(Policy.values()).filter(each -> each.word().equals(policy)).findFirst();
    if (wished.isEmpty()) {
      return Uni.createFrom().item(new Answer.Invalid("policy"));
    }
    List<String> names =
        Arrays.stream(domains.toLowerCase(Locale.ROOT).split("[\\s,;]+", -1))
            .map(name -> name.startsWith("@") ? name.substring(1) : name)
            .filter(name -> !name.isBlank())
            .distinct()
            .toList();
    boolean sound =
        names.size() <= MOST_DOMAINS && names.stream().allMatch(n -> DOMAIN.matcher(n).matches());
    if (!sound || (wished.get() == Policy.DOMAINS && names.isEmpty())) {
      return Uni.createFrom().item(new Answer.Invalid("domains"));
    }
    return tenancy.as(acting.tenant(), session -> change(session, acting, wished.get(), names));
  }

  private Uni<String> stand(
      Mutiny.Session session, TenantId publisher, TenantId consumer, String email) {
    return rows.first(
            session,
            StandRow.class,
            "select door_of(:publisher, :consumer, :email) as stand",
            Map.of("publisher", publisher.value(), "consumer", consumer.value(), "email", email))
        .map(found -> found.orElseThrow().stand());
  }

  private Uni<Stand> read(Mutiny.Session session, TenantId publisher, String stand) {
    return switch (stand) {
      case "admitted" -> Uni.createFrom().item(new Stand.In());
      case "waiting" -> Uni.createFrom().item(new Stand.Waiting());
      case "refused" -> Uni.createFrom().item(new Stand.Refused());
      default ->
          rows.first(
                  session,
                  RuleRow.class,
                  "select * from policy_of(:publisher)",
                  Map.of("publisher", publisher.value()))
              .map(
                  found ->
                      new Stand.Shut(found.map(row -> row.toRule().domains()).orElseGet(List::of)));
    };
  }

  private Uni<Boolean> ask(
      Mutiny.Session session, TenantId publisher, TenantId consumer, PersonId person) {
    return rows.first(
            session,
            Asked.class,
            "select admission_ask(:publisher, :consumer, :person, cast(:now as timestamptz)) as"
                + " asked, (select name from tenant where id = :consumer) as consumer,"
                + " (select name from tenant where id = :publisher) as publisher,"
                + " (select slug from tenant where id = :publisher) as slug",
            Map.of(
                "publisher",
                publisher.value(),
                "consumer",
                consumer.value(),
                "person",
                person.value(),
                "now",
                clock.instant()))
        .chain(
            asked ->
                asked.filter(Asked::asked).isEmpty()
                    ? Uni.createFrom().item(false)
                    : audit
                        .note(
                            session,
                            consumer,
                            person,
                            "admission.asked",
                            "tenant",
                            publisher.toString(),
                            Map.of("publisher", asked.get().slug()))
                        .chain(() -> stand(session, publisher, consumer, ""))
                        .chain(
                            stand ->
                                stand.equals("waiting")
                                    ? tell(session, publisher, asked.get())
                                    : Uni.createFrom().voidItem())
                        .replaceWith(true));
  }

  private Uni<Void> tell(Mutiny.Session session, TenantId publisher, Asked asked) {
    return letters.writeToRoles(
        session,
        publisher,
        List.of("owner", "admin"),
        "knock",
        words.knocked(asked.consumer(), asked.publisher()),
        "/admin/" + asked.slug() + "/guests");
  }

  private Uni<Answer> change(
      Mutiny.Session session, Acting acting, Policy policy, List<String> domains) {
    Map<String, Object> values = new HashMap<>();
    values.put("tenant", acting.tenant().value());
    values.put("policy", policy.word());
    values.put("domains", String.join(",", domains));
    values.put("now", clock.instant());
    return rows.change(
            session,
            "insert into sign_up_policy (tenant_id, policy, domains, changed_at)"
                + " values (:tenant, :policy, string_to_array(:domains, ','), :now)"
                + " on conflict (tenant_id) do update set policy = excluded.policy,"
                + " domains = excluded.domains, changed_at = excluded.changed_at",
            values)
        .chain(
            () ->
                audit.note(
                    session,
                    acting.tenant(),
                    acting.person(),
                    "sign-up-policy.changed",
                    "tenant",
                    acting.tenant().toString(),
                    Map.of("policy", policy.word(), "domains", domains)))
        .replaceWith(new Answer.Done());
  }

  @RegisterForReflection
  record Welcome(boolean welcome) {}

  @RegisterForReflection
  record StandRow(String stand) {}

  @RegisterForReflection
  record Asked(boolean asked, String consumer, String publisher, String slug) {}

  @RegisterForReflection
  record RuleRow(String policy, List<String> domains) {
    Rule toRule() {
      Policy word = Policy.valueOf(policy.toUpperCase(Locale.ROOT));
      return new Rule(word, word == Policy.DOMAINS ? domains : List.of());
    }
  }
}
