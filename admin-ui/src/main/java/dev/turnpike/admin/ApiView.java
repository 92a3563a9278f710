package dev.turnpike.admin;

import dev.turnpike.tenants.catalog.ApiTerms;
import dev.turnpike.tenants.catalog.OperationTerms;
import dev.turnpike.tenants.publishing.ApiCard;
import dev.turnpike.tenants.publishing.ApiFacts;
import dev.turnpike.tenants.publishing.Release;
import dev.turnpike.tenants.publishing.Shelf;
import dev.turnpike.ui.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One API: what is live, its history, what it is called, where it is sold.
 *
 * @param typed what stands in the form
 * @param live the live release's terms; null: nothing is published
 */
record ApiView(
    String tenant,
    ApiCard card,
    ApiStages stage,
    ApiFacts typed,
    @Nullable ApiTerms live,
    int most,
    List<Release> releases,
    List<Shelf.Place> products,
    boolean mayEdit,
    @Nullable String done,
    List<FieldError> wrong) {
  /** The first of them; the reference has all. */
  public List<OperationTerms> operations() {
    return live == null ? List.of() : live.operations().stream().limit(most).toList();
  }

  public boolean hasMore() {
    return live != null && live.operations().size() > most;
  }

  public boolean isRetired() {
    return card.stage().equals("retired");
  }

  public boolean chose(String word) {
    return typed.visibility().equals(word)
        || typed.dialect().equals(word)
        || typed.disclosure().equals(word);
  }
}
