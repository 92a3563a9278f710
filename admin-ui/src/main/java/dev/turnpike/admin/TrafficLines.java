package dev.turnpike.admin;

import static dev.turnpike.admin.PolicyKinds.answers;
import static dev.turnpike.tenants.decision.Code.BODY_TOO_LARGE;
import static dev.turnpike.tenants.decision.Code.FORBIDDEN;
import static dev.turnpike.tenants.decision.Code.MAINTENANCE;
import static dev.turnpike.tenants.decision.Code.ORIGIN_BILLING;
import static dev.turnpike.tenants.decision.Code.ORIGIN_INVALID;
import static dev.turnpike.tenants.decision.Code.ORIGIN_RESET;
import static dev.turnpike.tenants.decision.Code.ORIGIN_TIMEOUT;
import static dev.turnpike.tenants.decision.Code.ORIGIN_UNREACHABLE;
import static dev.turnpike.tenants.decision.Code.OVERLOADED;
import static dev.turnpike.tenants.decision.Code.REQUEST_INVALID;

import dev.turnpike.admin.PoliciesView.Line;
import dev.turnpike.tenants.snapshot.Api;
import dev.turnpike.tenants.snapshot.OriginSet;
import dev.turnpike.tenants.snapshot.Route;
import dev.turnpike.ui.Formats;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where an API's calls go and what happens to them on their way, in words. */
@ApplicationScoped
class TrafficLines {
  private final PolicyText text;

  TrafficLines(PolicyText text) {
    this.text = text;
  }

  List<Line> of(String tenant, Api api) {
    List<Line> lines = new ArrayList<>();
    origins(tenant, text.liveOrigins(), api.origins(), lines);
    if (api.testOrigins() != null) {
      origins(tenant, text.testOrigins(), api.testOrigins(), lines);
    }
    routes(api).forEach((where, route) -> route(tenant, where, route, lines));
    return lines;
  }

  /** Those of the routes that say who may call from where. */
  List<Line> addresses(String tenant, Api api) {
    List<Line> lines = new ArrayList<>();
    routes(api)
        .forEach(
            (where, route) -> {
              Route.Addresses addresses = route.addresses();
              if (addresses != null) {
                String allow =
                    addresses.allow().isEmpty()
                        ? ""
                        : text.addressesAllow(list(addresses.allow())) + " ";
                String deny =
                    addresses.deny().isEmpty() ? "" : text.addressesDeny(list(addresses.deny()));
                lines.add(
                    new Line(
                        where,
                        text.addresses(),
                        (allow + deny).strip(),
                        answers(tenant, FORBIDDEN)));
              }
            });
    return lines;
  }

  /** Operations whose policies are the API's own are not named one by one. */
  private Map<String, Route> routes(Api api) {
    Map<String, Route> routes = new TreeMap<>();
    if (!api.route().isNothing()) {
      routes.put(text.wholeApi(), api.route());
    }
    for (Api.Operation operation : api.operations()) {
      Route route = operation.route();
      if (!route.isNothing() && !route.equals(api.route())) {
        routes.put(operation.method() + " " + operation.path(), route);
      }
    }
    return routes;
  }

  private void origins(String tenant, String name, OriginSet set, List<Line> lines) {
    String all = text.wholeApi();
    int count = set.origins().size();
    String says =
        count == 1
            ? text.oneOrigin(set.first().name())
            : switch (set.balance()) {
              case WEIGHTED -> text.byWeight(count, set.active());
              case LEAST_REQUESTS -> text.byLoad(count, set.active());
              case CONSISTENT_HASH -> text.byHash(count, set.active());
            };
    lines.add(
        new Line(
            all,
            name,
            says,
            answers(
                tenant,
                ORIGIN_UNREACHABLE,
                ORIGIN_RESET,
                ORIGIN_INVALID,
                ORIGIN_TIMEOUT,
                ORIGIN_BILLING,
                OVERLOADED)));
    if (count == 1) {
      return;
    }
    OriginSet.Canary canary = set.canary();
    if (canary != null) {
      lines.add(
          new Line(
              all, text.canary(), text.canarySays(canary.percent(), canary.group()), List.of()));
    }
    lines.add(
        new Line(
            all,
            text.retries(),
            text.retriesSay(set.retries().attempts(), set.retries().percent()),
            List.of()));
    OriginSet.Health health = set.health();
    OriginSet.Probe probe = health.probe();
    String fails = text.healthSays(health.failures(), health.out().toSeconds());
    lines.add(
        new Line(
            all,
            text.health(),
            probe == null
                ? fails
                : fails + " " + text.healthAsks(probe.path(), probe.interval().toSeconds()),
            List.of()));
  }

  private void route(String tenant, String where, Route route, List<Line> lines) {
    Route.Rewrite rewrite = route.rewrite();
    if (rewrite != null) {
      int changes =
          rewrite.setQuery().size()
              + rewrite.removeQuery().size()
              + rewrite.setHeaders().size()
              + rewrite.removeHeaders().size()
              + rewrite.setAnswerHeaders().size()
              + rewrite.removeAnswerHeaders().size();
      String path = rewrite.path() == null ? "" : text.rewritesPath(rewrite.path()) + " ";
      lines.add(
          new Line(
              where,
              text.rewriting(),
              (path + (changes == 0 ? "" : text.rewrites(changes))).strip(),
              List.of()));
    }
    if (route.cors() != null) {
      String sites = String.join(", ", route.cors().origins().stream().sorted().toList());
      lines.add(new Line(where, text.cors(), text.corsSays(sites), List.of()));
    }
    sizes(tenant, where, route.bodies(), lines);
    if (route.maintenance() != null) {
      lines.add(
          new Line(
              where, text.maintenance(), text.maintenanceSays(), answers(tenant, MAINTENANCE)));
    }
    if (route.mock() != null) {
      lines.add(new Line(where, text.mock(), text.mockSays(route.mock().status()), List.of()));
    }
    if (route.validation() != null) {
      lines.add(
          new Line(
              where,
              text.validation(),
              text.validationSays(),
              answers(tenant, REQUEST_INVALID, BODY_TOO_LARGE)));
    }
    if (route.cache() != null) {
      lines.add(
          new Line(
              where, text.cache(), text.cacheSays(route.cache().usual().toSeconds()), List.of()));
    }
  }

  private void sizes(String tenant, String where, Route.Bodies bodies, List<Line> lines) {
    if (bodies.request() != Long.MAX_VALUE) {
      lines.add(
          new Line(
              where,
              text.sizes(),
              text.requestSize(Formats.grouped(bodies.request())),
              answers(tenant, BODY_TOO_LARGE)));
    }
    if (bodies.response() != Long.MAX_VALUE) {
      lines.add(
          new Line(
              where,
              text.sizes(),
              text.answerSize(Formats.grouped(bodies.response())),
              answers(tenant, ORIGIN_INVALID)));
    }
  }

  private static String list(List<?> ranges) {
    return String.join(", ", ranges.stream().map(Object::toString).toList());
  }
}
