package dev.turnpike.admin;

import dev.turnpike.tenants.openapi.Finding;
import dev.turnpike.tenants.openapi.Reading;
import dev.turnpike.tenants.openapi.Report;
import dev.turnpike.tenants.publishing.ApiCard;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was made of a document.
 *
 * @param tabs the kinds, with how many there are of each
 * @param older the address of the next page; null on the last
 */
record ReportView(
    String tenant,
    ApiCard card,
    List<Tab> tabs,
    List<Line> lines,
    boolean firstPage,
    String start,
    @Nullable String older) {
  private static final int PAGE = 100;

  record Tab(String label, int count, String href, boolean current) {}

  record Line(String what, String pointer, String detail) {}

  static ReportView of(
      String tenant,
      ApiCard card,
      Report report,
      @Nullable String wanted,
      int skip,
      PublishText text,
      ApiText words) {
    Finding.Kind kind =
        Arrays.stream(Finding.Kind.values())
            .filter(one -> word(one).equals(wanted))
            .findFirst()
            .orElse(
                report.count(Finding.Kind.IGNORED) + report.count(Finding.Kind.CHANGED) == 0
                    ? Finding.Kind.UNDERSTOOD
                    : report.count(Finding.Kind.CHANGED) > 0
                        ? Finding.Kind.CHANGED
                        : Finding.Kind.IGNORED);
    Address root = Address.of("/admin/" + tenant + "/apis/" + card.slug() + "/draft/report");
    List<Finding> all = report.findings().stream().filter(f -> f.kind() == kind).toList();
    Address start = root.with("kind", word(kind));
    return new ReportView(
        tenant,
        card,
        Arrays.stream(Finding.Kind.values())
            .map(
                one ->
                    new Tab(
                        label(one, text),
                        report.count(one),
                        root.with("kind", word(one)).toString(),
                        one == kind))
            .toList(),
        all.stream()
            .skip(skip)
            .limit(PAGE)
            .map(f -> new Line(ChangeWords.of(f.what(), words), f.pointer(), f.detail()))
            .toList(),
        skip == 0,
        start.toString(),
        all.size() > skip + PAGE ? start.from(skip + PAGE) : null);
  }

  private static String word(Finding.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String label(Finding.Kind kind, PublishText text) {
    return switch (kind) {
      case UNDERSTOOD -> text.understood();
      case CHANGED -> text.changed();
      case IGNORED -> text.ignored();
    };
  }

  /** Why a document cannot be used. */
  static String words(Reading.Bad bad, ApiText text) {
    return switch (bad.reason()) {
      case EMPTY -> text.documentEmpty();
      case TOO_LARGE -> text.documentTooLarge();
      case BROKEN -> text.documentBroken(bad.line(), bad.detail());
      case TOO_DEEP -> text.documentTooDeep();
      case NO_OPENAPI -> text.documentNoOpenapi();
      case VERSION -> text.documentVersion(bad.detail());
      case NOTHING_TO_CALL -> text.documentNothing();
      case TOO_MANY -> text.documentTooMany();
    };
  }
}
