package dev.turnpike.portal;

import dev.turnpike.portal.CatalogueView.PlanView;
import dev.turnpike.portal.HomeView.TenantChoice;
import dev.turnpike.ui.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan about to be asked for.
 *
 * @param address where the form posts to, and where another tenant's page is
 * @param newName what was written for a new application; null: this person may make none
 * @param makesNew whether the new one is chosen
 * @param steps what happens after the button
 * @param due what is asked for now, in words
 * @param asks whether somebody has to agree first
 * @param hindrance why this person cannot; null: they can
 */
record SubscribeView(
    String publisher,
    String publisherName,
    TenantChoice tenant,
    List<TenantChoice> others,
    String product,
    String productName,
    PlanView plan,
    String address,
    List<ApplicationChoice> applications,
    @Nullable String newName,
    boolean makesNew,
    List<String> steps,
    String due,
    boolean asks,
    List<FieldError> errors,
    @Nullable String hindrance) {

  /**
   * One application of the tenant.
   *
   * @param taken why it cannot be chosen; null: it can
   * @param change where its plan is changed instead
   */
  record ApplicationChoice(
      String id, String name, boolean chosen, @Nullable String taken, @Nullable String change) {}
}
