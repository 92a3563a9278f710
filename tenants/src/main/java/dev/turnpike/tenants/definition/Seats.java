package dev.turnpike.tenants.definition;

import dev.turnpike.tenants.definition.CurrentTenant.Known;
import dev.turnpike.tenants.definition.TenantFile.PersonEntry;
import dev.turnpike.tenants.definition.TenantFile.TeamEntry;
import dev.turnpike.tenants.kernel.Rows;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a file wants of people, as far as it can be had: whoever has no account gets no seat by the
 * operator's file, and nobody works in a team before they have taken their seat.
 */
@ApplicationScoped
class Seats {
  private final Rows rows;

  Seats(Rows rows) {
    this.rows = rows;
  }

  /** A file that can be applied, and what was taken out of it. */
  record Fitted(TenantFile file, List<String> remarks) {}

  Uni<Fitted> fit(Mutiny.Session session, Author author, TenantFile file, Known known) {
    List<PersonEntry> people = TenantFile.orEmpty(file.people());
    if (author.acting() != null || people.isEmpty()) {
      return Uni.createFrom().item(fitted(file, Set.of(), known.members()));
    }
    String emails = people.stream().map(PersonEntry::email).collect(Collectors.joining(" "));
    return rows.list(
            session,
            EmailRow.class,
            "select e as email from unnest(string_to_array(:emails, ' ')) e"
                + " where exists (select from login_person(e))",
            Map.of("emails", emails))
        .map(
            found -> {
              Set<String> there = found.stream().map(EmailRow::email).collect(Collectors.toSet());
              Set<String> nobody =
                  people.stream()
                      .map(PersonEntry::email)
                      .filter(email -> !there.contains(email))
                      .collect(Collectors.toSet());
              return fitted(file, nobody, there);
            });
  }

  private static Fitted fitted(TenantFile file, Set<String> nobody, Set<String> seated) {
    List<String> remarks = new ArrayList<>();
    nobody.stream()
        .sorted()
        .forEach(
            email ->
                remarks.add(
                    "people["
                        + email
                        + "] has no account yet and gets no seat: they sign up"
                        + " first, or a member invites them"));
    List<TeamEntry> teams = new ArrayList<>();
    for (TeamEntry team : TenantFile.orEmpty(file.teams())) {
      List<String> members = team.members().stream().filter(seated::contains).toList();
      team.members().stream()
          .filter(email -> !seated.contains(email))
          .forEach(
              email ->
                  remarks.add("teams[" + team.slug() + "].members: " + email + " has no seat yet"));
      teams.add(new TeamEntry(team.slug(), team.name(), members));
    }
    TenantFile fitted =
        new TenantFile(
            file.tenant(),
            file.name(),
            file.publishes(),
            file.support(),
            file.brand(),
            file.signUp(),
            file.people() == null
                ? null
                : file.people().stream().filter(p -> !nobody.contains(p.email())).toList(),
            file.teams() == null ? null : teams,
            file.apis(),
            file.products(),
            file.applications());
    return new Fitted(fitted, remarks);
  }

  @RegisterForReflection
  record EmailRow(String email) {}
}
