package dev.turnpike.admin;

import dev.turnpike.admin.RequestsView.DecisionView;
import dev.turnpike.admin.RequestsView.EarlierView;
import dev.turnpike.admin.RequestsView.RequestView;
import dev.turnpike.tenants.approval.Decided;
import dev.turnpike.tenants.approval.PendingRequest;
import dev.turnpike.tenants.approval.Step;
import dev.turnpike.tenants.kernel.Mode;
import dev.turnpike.tenants.subscription.Subscribed;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import dev.turnpike.ui.PlanWords;
import dev.turnpike.ui.StepWords;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Turns requests and decisions into what the publisher's pages show. */
@ApplicationScoped
class RequestViews {
  private final AdminText text;
  private final StepWords steps;
  private final PlanWords words;

  RequestViews(AdminText text, StepWords steps, PlanWords words) {
    this.text = text;
    this.words = words;
    this.steps = steps;
  }

  RequestView of(Acting acting, PendingRequest request, @Nullable String wrong) {
    Subscribed wanted = request.subscription();
    Step step = request.step();
    return new RequestView(
        wanted.id().toString(),
        wanted.version(),
        wanted.consumer().name(),
        wanted.consumer().slug(),
        wanted.applicationName(),
        wanted.productName(),
        wanted.planName(),
        wanted.mode() == Mode.TEST,
        request.askedBy(),
        request.askedByEmail(),
        wanted.requestedAt(),
        steps.position(wanted, step, request.of()),
        Math.max(0, step.terms().needed() - step.votes().size() - 1),
        wanted.terms().limits().stream().map(words::limit).toList(),
        request.monthly(),
        request.perCall(),
        request.customerSince(),
        request.balance(),
        request.openInvoices(),
        request.history().stream().map(this::view).toList(),
        request.own(),
        request.mine(),
        step.turn() != Step.Turn.PUBLISHER && acting.may(Permission.DECIDE_REQUEST),
        wrong);
  }

  private EarlierView view(PendingRequest.Earlier earlier) {
    return new EarlierView(
        earlier.product(), earlier.plan(), StateView.past(earlier.state(), text), earlier.at());
  }

  static DecisionView of(Decided decided) {
    return new DecisionView(
        decided.consumerName(),
        decided.applicationName(),
        decided.planName(),
        decided.approved(),
        decided.decidedBy(),
        decided.reason(),
        decided.at());
  }
}
