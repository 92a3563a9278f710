package dev.turnpike.portal;

import dev.turnpike.tenants.openapi.Entry;
import dev.turnpike.tenants.publishing.KnownApi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation: what it takes and answers, what it costs and what it is refused with.
 *
 * @param payment whether a call costs something, in words
 * @param plans every plan on sale whose product has the API
 * @param codes what the gateway may refuse the call with, the likeliest first
 */
record OperationView(
    String publisher,
    String publisherName,
    KnownApi api,
    String root,
    String address,
    @Nullable String end,
    Entry entry,
    String payment,
    String paymentTone,
    List<PlanLine> plans,
    List<CodeLine> codes,
    List<FieldLine> parameters,
    List<BodyView> request,
    List<AnswerView> responses,
    List<CodeSamples.Sample> samples) {

  /** A plan, and what it says of this operation. */
  record PlanLine(
      String product,
      String name,
      boolean included,
      List<String> prices,
      List<CatalogueView.LimitView> limits,
      String subscribe) {}

  /**
   * A way to be refused.
   *
   * @param plans the plans under which it can happen; empty: any
   */
  record CodeLine(int status, String code, String title, String todo, String href, String plans) {}

  /**
   * A parameter or a member.
   *
   * @param href the page of the named schema; null: everything is here
   */
  record FieldLine(
      int depth,
      String name,
      String in,
      String type,
      @Nullable String href,
      boolean required,
      boolean deprecated,
      @Nullable String description,
      List<String> facts) {
    /** Deeper members are marked by dots, which also read aloud. */
    public String shown() {
      return "· ".repeat(depth) + name;
    }
  }

  record BodyView(
      String type, boolean required, List<FieldLine> fields, @Nullable String example) {}

  record AnswerView(
      String status,
      @Nullable String description,
      List<FieldLine> headers,
      List<BodyView> bodies) {}
}
