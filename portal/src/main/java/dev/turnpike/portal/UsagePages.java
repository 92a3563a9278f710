package dev.turnpike.portal;

import dev.turnpike.portal.UsageView.Choice;
import dev.turnpike.portal.UsageView.CostView;
import dev.turnpike.portal.UsageView.LimitView;
import dev.turnpike.tenants.account.LimitsUsed;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.usage.CallSeries;
import dev.turnpike.ui.Gauge;
import dev.turnpike.ui.Page;
import dev.turnpike.ui.PlanWords;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a consumer uses, across publishers: against every limit, and over time. */
@Path("/home/{tenant}/usage")
@Produces(MediaType.TEXT_HTML)
class UsagePages {
  private static final Logger LOG = Logger.getLogger(UsagePages.class);

  private final Frame frame;
  private final LimitsUsed limits;
  private final CallSeries series;
  private final UsageCharts charts;
  private final UsageText text;
  private final PlanWords words;

  UsagePages(
      Frame frame,
      LimitsUsed limits,
      CallSeries series,
      UsageCharts charts,
      UsageText text,
      PlanWords words) {
    this.words = words;
    this.frame = frame;
    this.limits = limits;
    this.series = series;
    this.charts = charts;
    this.text = text;
  }

  @GET
  public Uni<TemplateInstance> usage(
      String tenant,
      @RestQuery @Nullable String period,
      @RestQuery @Nullable String by,
      @RestQuery @Nullable String application,
      @RestQuery @Nullable String product) {
    return page(tenant, period, by, application, product, "");
  }

  /** Of one subscription only. */
  @GET
  @Path("{subscription}")
  public Uni<TemplateInstance> usageOf(
      String tenant,
      String subscription,
      @RestQuery @Nullable String period,
      @RestQuery @Nullable String by) {
    return page(tenant, period, by, "", "", subscription);
  }

  private Uni<TemplateInstance> page(
      String tenant,
      @Nullable String period,
      @Nullable String by,
      @Nullable String application,
      @Nullable String product,
      String subscription) {
    Acting acting = frame.visitor().in(tenant).orElseThrow(NotFoundException::new);
    CallSeries.Question question =
        new CallSeries.Question(
            period(period),
            "product".equals(by),
            application == null ? "" : application,
            product == null ? "" : product,
            subscription);
    return limits
        .ofConsumer(acting)
        .chain(
            used ->
                series
                    .ofConsumer(acting, question)
                    .map(Optional::of)
                    .onFailure(UsagePages::tookTooLong)
                    .recoverWithItem(Optional.<CallSeries.Series>empty())
                    .map(found -> page(acting, question, used, found)));
  }

  /** PostgreSQL's statement_timeout: query_canceled. */
  private static boolean tookTooLong(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains("57014")) {
        LOG.warn("a page of usage gave up: too many calls to count");
        return true;
      }
    }
    return false;
  }

  private TemplateInstance page(
      Acting acting,
      CallSeries.Question question,
      List<LimitsUsed.Used> used,
      Optional<CallSeries.Series> found) {
    String root = "/home/" + acting.slug() + "/usage";
    String action = question.subscription().isEmpty() ? root : root + "/" + question.subscription();
    List<CallSeries.Choice> choices = found.map(CallSeries.Series::choices).orElse(List.of());
    Page page = frame.own(text.title(acting.tenantName()), acting, "usage");
    return Pages.usage(
        page,
        new UsageView(
            acting.slug(),
            acting.tenantName(),
            used.stream().filter(it -> isShown(it, question)).map(this::limit).toList(),
            action,
            periods(question),
            groups(question),
            question.subscription().isEmpty()
                ? narrowed(choices, "application", question.application())
                : List.of(),
            question.subscription().isEmpty()
                ? narrowed(choices, "product", question.product())
                : List.of(),
            found.map(it -> charts.of(question, it)).orElse(null),
            found
                .map(
                    it ->
                        it.costs().stream()
                            .map(
                                cost ->
                                    new CostView(
                                        UsageCharts.name(question.period(), cost.at()),
                                        cost.amount()))
                            .toList())
                .orElse(List.of())));
  }

  private static boolean isShown(LimitsUsed.Used it, CallSeries.Question question) {
    return question.subscription().isEmpty()
        || it.subscription().toString().equals(question.subscription());
  }

  private LimitView limit(LimitsUsed.Used it) {
    return new LimitView(
        it.subscription().toString(),
        it.publisher(),
        it.publisherName(),
        it.application(),
        it.product(),
        it.plan(),
        Gauge.ofUsage(
            it.limit(),
            it.used(),
            it.held(),
            it.quantity(),
            words.counted(it.unit(), it.quantity())),
        it.hard(),
        it.resetsAt(),
        it.emptyAt());
  }

  private static CallSeries.Period period(@Nullable String word) {
    for (CallSeries.Period known : CallSeries.Period.values()) {
      if (word(known).equals(word)) {
        return known;
      }
    }
    return CallSeries.Period.WEEK;
  }

  private static String word(CallSeries.Period period) {
    return period.name().toLowerCase(Locale.ROOT);
  }

  private List<Choice> periods(CallSeries.Question question) {
    List<Choice> choices = new ArrayList<>();
    for (CallSeries.Period period : CallSeries.Period.values()) {
      String label =
          switch (period) {
            case DAY -> text.day();
            case WEEK -> text.week();
            case MONTH -> text.month();
          };
      choices.add(new Choice(word(period), label, period == question.period()));
    }
    return choices;
  }

  private List<Choice> groups(CallSeries.Question question) {
    return List.of(
        new Choice("status", text.byStatus(), !question.byProduct()),
        new Choice("product", text.byProduct(), question.byProduct()));
  }

  private static List<Choice> narrowed(
      List<CallSeries.Choice> choices, String kind, String chosen) {
    return choices.stream()
        .filter(choice -> choice.kind().equals(kind))
        .map(choice -> new Choice(choice.id(), choice.name(), choice.id().equals(chosen)))
        .toList();
  }
}
