package dev.turnpike.portal;

import dev.turnpike.portal.OperationView.AnswerView;
import dev.turnpike.portal.OperationView.BodyView;
import dev.turnpike.portal.OperationView.FieldLine;
import dev.turnpike.tenants.catalog.DeprecationTerms;
import dev.turnpike.tenants.catalog.Offer;
import dev.turnpike.tenants.openapi.Entry;
import dev.turnpike.tenants.openapi.Sheet;
import dev.turnpike.tenants.publishing.KnownApi;
import dev.turnpike.tenants.publishing.References;
import dev.turnpike.tenants.publishing.References.Listed;
import dev.turnpike.tenants.publishing.References.Opened;
import dev.turnpike.tenants.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An API's reference in the reader's words. */
@ApplicationScoped
class ReferenceViews {
  private static final int LENGTH_OF_A_DAY = "2027-01-31".length();

  private final GatewayAddress gateway;
  private final OperationCosts costs;
  private final ReferenceText text;

  ReferenceViews(GatewayAddress gateway, OperationCosts costs, ReferenceText text) {
    this.gateway = gateway;
    this.costs = costs;
    this.text = text;
  }

  ReferenceView list(Tenant publisher, Listed listed, References.Query query) {
    KnownApi api = listed.api();
    String root = root(publisher, api);
    boolean schemas = query.kind() == Entry.Kind.schema;
    int skip = query.skip();
    String here = root + "?q=" + encoded(query.text()) + (schemas ? "&kind=schema" : "");
    String same = here + query.tag().map(tag -> "&tag=" + encoded(tag)).orElse("");
    return new ReferenceView(
        publisher.slug(),
        publisher.name(),
        api,
        root,
        address(publisher, api),
        end(api),
        query.text(),
        schemas,
        api.tags().size() < 2
            ? List.of()
            : api.tags().stream()
                .map(
                    tag ->
                        new ReferenceView.TagLink(
                            tag.name().isEmpty() ? text.untagged() : tag.name(),
                            tag.operations(),
                            root + "?tag=" + encoded(tag.name()),
                            query.tag().filter(tag.name()::equals).isPresent()))
                .toList(),
        listed.lines().stream()
            .limit(References.PAGE)
            .map(line -> new ReferenceView.Line(line, href(root, line.kind(), line.name())))
            .toList(),
        skip > 0 ? same + "&from=" + Math.max(0, skip - References.PAGE) : null,
        listed.lines().size() > References.PAGE
            ? same + "&from=" + (skip + References.PAGE)
            : null);
  }

  OperationView operation(Tenant publisher, Opened opened, List<Offer> all) {
    KnownApi api = opened.api();
    Entry entry = opened.entry();
    String root = root(publisher, api);
    OperationCosts.Costs found = costs.of(publisher, api, entry, all);
    Sheet sheet = entry.sheet();
    return new OperationView(
        publisher.slug(),
        publisher.name(),
        api,
        root,
        address(publisher, api),
        end(api),
        entry,
        found.payment(),
        found.tone(),
        found.plans(),
        found.codes(),
        sheet.parameters().stream().map(field -> line(root, field)).toList(),
        bodies(root, sheet.request()),
        sheet.responses().stream()
            .map(
                answer ->
                    new AnswerView(
                        answer.status(),
                        answer.description(),
                        answer.headers().stream().map(field -> line(root, field)).toList(),
                        bodies(root, answer.bodies())))
            .toList(),
        CodeSamples.of(address(publisher, api), entry));
  }

  SchemaView schema(Tenant publisher, Opened opened) {
    String root = root(publisher, opened.api());
    return new SchemaView(
        publisher.slug(),
        opened.api(),
        root,
        opened.entry(),
        bodies(root, opened.entry().sheet().request()));
  }

  String address(Tenant publisher, KnownApi api) {
    return gateway.shown() + "/" + publisher.slug() + "/" + api.slug();
  }

  static String root(Tenant publisher, KnownApi api) {
    return "/" + publisher.slug() + "/reference/" + api.slug();
  }

  static String href(String root, Entry.Kind kind, String name) {
    return switch (kind) {
      case operation -> root + "/operation?id=" + encoded(name);
      case schema -> root + "/schema?name=" + encoded(name);
    };
  }

  private @Nullable String end(KnownApi api) {
    DeprecationTerms ends = api.ends();
    if (api.isRetired()) {
      return text.retired();
    }
    if (ends == null) {
      return null;
    }
    String begins = text.deprecated(day(ends.since()));
    String over = ends.sunset() == null ? "" : " " + text.sunset(day(ends.sunset()));
    return begins + over + (ends.successor() == null ? "" : " " + text.successor(ends.successor()));
  }

  private List<BodyView> bodies(String root, List<Sheet.Body> bodies) {
    return bodies.stream()
        .map(
            body ->
                new BodyView(
                    body.type(),
                    body.required(),
                    body.fields().stream().map(field -> line(root, field)).toList(),
                    body.example()))
        .toList();
  }

  private FieldLine line(String root, Sheet.Field field) {
    return new FieldLine(
        field.depth(),
        field.name(),
        field.in() == null ? "" : field.in(),
        field.type(),
        field.schema() == null ? null : href(root, Entry.Kind.schema, field.schema()),
        field.required(),
        field.deprecated(),
        field.description(),
        field.facts().stream().map(this::words).toList());
  }

  private String words(Sheet.Fact fact) {
    return switch (fact.sort()) {
      case ONE_OF -> text.oneOf(fact.value());
      case CONSTANT -> text.constant(fact.value());
      case USUAL -> text.usual(fact.value());
      case LEAST -> text.least(fact.value());
      case MOST -> text.most(fact.value());
      case MORE_THAN -> text.moreThan(fact.value());
      case LESS_THAN -> text.lessThan(fact.value());
      case SHORTEST -> text.shortest(fact.value());
      case LONGEST -> text.longest(fact.value());
      case FEWEST -> text.fewest(fact.value());
      case MOST_ITEMS -> text.mostItems(fact.value());
      case PATTERN -> text.pattern(fact.value());
      case EXAMPLE -> text.exampleOf(fact.value());
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Of an instant, in UTC. */
  private static String day(String instant) {
    return instant.substring(0, Math.min(LENGTH_OF_A_DAY, instant.length()));
  }
}
