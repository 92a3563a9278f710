package dev.turnpike.portal;

import dev.turnpike.portal.BudgetsView.Asked;
import dev.turnpike.portal.BudgetsView.Choice;
import dev.turnpike.portal.BudgetsView.Draft;
import dev.turnpike.portal.BudgetsView.Node;
import dev.turnpike.portal.BudgetsView.Past;
import dev.turnpike.portal.BudgetsView.Placed;
import dev.turnpike.portal.BudgetsView.TeamView;
import dev.turnpike.tenants.budget.BudgetRequest;
import dev.turnpike.tenants.budget.BudgetTerms;
import dev.turnpike.tenants.budget.Spending;
import dev.turnpike.tenants.budget.Team;
import dev.turnpike.tenants.budget.Teams;
import dev.turnpike.tenants.consumer.ApiKey;
import dev.turnpike.tenants.snapshot.Budget;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Member;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.FieldError;
import dev.turnpike.ui.Formats;
import dev.turnpike.ui.Gauge;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns budgets into what their page shows. */
@ApplicationScoped
class BudgetViews {
  private static final int NEARLY_FULL = 80;
  private static final List<String> SCOPES = List.of("tenant", "team", "application", "key");
  private static final List<String> PERIODS = List.of("month", "quarter", "year", "day");

  private final BudgetText text;

  BudgetViews(BudgetText text) {
    this.text = text;
  }

  /** All there is to show, as it was read. */
  record Read(
      List<Spending> budgets,
      List<BudgetRequest> requests,
      List<Team> teams,
      List<Teams.Placed> applications,
      List<ApiKey> keys,
      List<Member> members) {}

  BudgetsView of(
      Acting acting,
      Read read,
      @Nullable String notice,
      @Nullable BudgetTerms written,
      List<FieldError> errors) {
    return new BudgetsView(
        acting.slug(),
        acting.tenantName(),
        address(acting),
        acting.may(Permission.MANAGE_BUDGETS),
        notice,
        read.requests().stream()
            .filter(BudgetRequest::isOpen)
            .map(r -> asked(acting, r, read.members().size() == 1))
            .toList(),
        tree(acting, read),
        read.requests().stream().filter(r -> !r.isOpen()).limit(20).map(this::past).toList(),
        subjects(acting, read, written),
        periods(written == null ? "month" : written.period()),
        members(read, acting.visitor().email()),
        read.teams().stream()
            .map(team -> new TeamView(team.slug(), team.name(), team.applications()))
            .toList(),
        read.applications().stream().map(a -> placed(acting, read, a)).toList(),
        draft(written),
        errors);
  }

  static String address(Acting acting) {
    return "/home/" + acting.slug() + "/budgets";
  }

  /** Used and held of an amount as a bar. */
  Gauge gauge(Spending it) {
    Budget budget = it.budget();
    long used = it.used().micros();
    long amount = budget.amount().micros();
    int percent = share(used, amount);
    String tone = it.isUsedUp() ? "bad" : percent >= NEARLY_FULL ? "warn" : "ok";
    return new Gauge(
        text.label(budget.name(), it.subjectName()),
        text.numbers(
            Formats.amount(it.used()), Formats.amount(budget.amount()), Formats.amount(it.held())),
        percent,
        share(used + it.held().micros(), amount),
        tone);
  }

  private static int share(long part, long whole) {
    if (whole <= 0 || part >= whole) {
      return 100;
    }
    return BigInteger.valueOf(part)
        .multiply(BigInteger.valueOf(100))
        .divide(BigInteger.valueOf(whole))
        .intValue();
  }

  /** Each budget under the one that lies above it: by team, then application, then key. */
  private List<Node> tree(Acting acting, Read read) {
    Comparator<Spending> order =
        Comparator.comparing((Spending s) -> path(read, s))
            .thenComparing(s -> SCOPES.indexOf(s.scope()))
            .thenComparing(s -> s.budget().name());
    return read.budgets().stream().sorted(order).map(s -> node(acting, read, s)).toList();
  }

  private static String path(Read read, Spending it) {
    String application = it.scope().equals("application") ? it.subject() : it.application();
    String team = it.scope().equals("team") ? it.subject() : it.team();
    if (team == null && application != null) {
      team =
          read.applications().stream()
              .filter(a -> a.slug().equals(application))
              .map(Teams.Placed::team)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse("~");
    }
    return switch (it.scope()) {
      case "tenant" -> "";
      case "team" -> "/" + team;
      case "application" -> "/" + team + "/" + application;
      default -> "/" + team + "/" + application + "/" + it.subject();
    };
  }

  private Node node(Acting acting, Read read, Spending it) {
    Budget budget = it.budget();
    String period = budget.window().name().toLowerCase(Locale.ROOT);
    return new Node(
        address(acting) + "/" + budget.id(),
        SCOPES.indexOf(it.scope()),
        gauge(it),
        text.each(period),
        it.resetsAt(),
        budget.hard(),
        it.ownerName(),
        budget.name(),
        budget.amount().decimal(),
        budget.amount().currency().getCurrencyCode(),
        budget.anchor().equals(Budget.CALENDAR) ? "" : budget.anchor().toString(),
        budget.zone().getId(),
        it.version(),
        periods(period),
        read.members().stream()
            .map(m -> new Choice(m.email(), m.name(), m.person().equals(it.owner())))
            .toList());
  }

  private Asked asked(Acting acting, BudgetRequest it, boolean alone) {
    boolean own = it.asker().equals(acting.person()) && !alone;
    boolean decides = it.owner().equals(acting.person()) || acting.may(Permission.MANAGE_BUDGETS);
    String hindrance = own ? text.own() : decides ? null : text.decides(it.ownerName());
    return new Asked(
        address(acting) + "/requests/" + it.id(),
        text.asks(
            it.askerName(),
            it.budgetName(),
            Formats.amount(it.amount()),
            Formats.amount(it.present()),
            it.application()),
        it.reason(),
        it.askedAt(),
        Formats.amount(it.amount()),
        hindrance);
  }

  private Past past(BudgetRequest it) {
    return new Past(
        text.past(
            it.askerName(),
            Formats.amount(it.amount()),
            String.valueOf(it.verdict()),
            String.valueOf(it.deciderName())),
        it.answer(),
        it.decidedAt() == null ? it.askedAt() : it.decidedAt(),
        "approved".equals(it.verdict()) ? "good" : "bad");
  }

  private List<Choice> subjects(Acting acting, Read read, @Nullable BudgetTerms written) {
    String chosen = written == null ? "tenant:" : written.scope() + ":" + written.subject();
    List<Choice> found = new ArrayList<>();
    found.add(new Choice("tenant:", text.wholeTenant(acting.tenantName()), true));
    read.teams().forEach(t -> found.add(choice("team:" + t.slug(), text.team(t.name()), chosen)));
    read.applications()
        .forEach(
            a -> found.add(choice("application:" + a.slug(), text.application(a.name()), chosen)));
    read.keys().stream()
        .filter(key -> key.revokedAt() == null)
        .forEach(
            k ->
                found.add(
                    choice("key:" + k.id(), text.key(k.name(), k.applicationName()), chosen)));
    return found;
  }

  private static Choice choice(String value, String label, String chosen) {
    return new Choice(value, label, value.equals(chosen));
  }

  private List<Choice> periods(String chosen) {
    return PERIODS.stream().map(word -> choice(word, text.span(word), chosen)).toList();
  }

  private static List<Choice> members(Read read, String chosen) {
    return read.members().stream().map(m -> choice(m.email(), m.name(), chosen)).toList();
  }

  private Placed placed(Acting acting, Read read, Teams.Placed it) {
    List<Choice> teams = new ArrayList<>();
    teams.add(new Choice("", text.noTeam(), it.team() == null));
    read.teams()
        .forEach(t -> teams.add(new Choice(t.slug(), t.name(), t.slug().equals(it.team()))));
    return new Placed(address(acting) + "/applications/" + it.id(), it.name(), teams);
  }

  private static Draft draft(@Nullable BudgetTerms written) {
    return written == null
        ? new Draft("", "", "USD", "", "UTC", true)
        : new Draft(
            written.name(),
            written.amount(),
            written.currency(),
            written.anchor() == null ? "" : written.anchor(),
            written.zone() == null ? "" : written.zone(),
            written.hard());
  }
}
