package dev.turnpike.admin;

import dev.turnpike.tenants.publishing.ApiCard;
import dev.turnpike.ui.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a publisher's APIs.
 *
 * @param slug what was entered for a new one
 * @param older the address of the next page; null on the last
 */
record ApisView(
    String tenant,
    String text,
    boolean firstPage,
    String start,
    List<Line> apis,
    @Nullable String older,
    boolean mayEdit,
    String slug,
    String name,
    List<FieldError> wrong) {
  record Line(ApiCard card, ApiStages stage) {}
}
