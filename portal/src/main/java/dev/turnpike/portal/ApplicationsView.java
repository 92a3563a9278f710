package dev.turnpike.portal;

import dev.turnpike.portal.HomeView.TenantChoice;
import dev.turnpike.tenants.consumer.ApiKey;
import dev.turnpike.tenants.consumer.Application;
import dev.turnpike.tenants.consumer.Scopes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A consumer's applications; what somebody wrote stays in the form that was wrong. */
record ApplicationsView(
    String publisher,
    String tenant,
    String tenantName,
    List<TenantChoice> others,
    List<Application> applications,
    boolean mayCreate,
    String name,
    String slug,
    Faults faults) {

  /** One application, its keys, and the form for another key. */
  record One(
      String publisher,
      String tenant,
      Application application,
      List<KeyLine> keys,
      boolean mayRename,
      boolean mayIssue,
      boolean saved,
      ScopeForm form,
      Faults faults) {}

  /** A key in a list; {@code tone} is a class of the stylesheet. */
  record KeyLine(ApiKey key, String href, String state, String tone) {}

  /** One key and what may be done with it. */
  record KeyPage(
      String publisher,
      String tenant,
      ApiKey key,
      String state,
      String tone,
      boolean live,
      boolean overlaps,
      boolean mayChange,
      boolean mayRevoke,
      boolean saved,
      ScopeForm form,
      Faults faults) {
    public String address() {
      return "/" + publisher + "/keys/" + key.id();
    }
  }

  /**
   * The form of a key's terms.
   *
   * @param expires a day, {@code 2027-01-31}, or empty
   */
  record ScopeForm(
      String name, List<Choice> apis, List<Choice> methods, String ranges, String expires) {

    static ScopeForm of(List<Scopes.Choice> choices, KeyForm written) {
      return new ScopeForm(
          written.nameOrEmpty(),
          choices.stream()
              .map(one -> new Choice(one.path(), one.name(), written.apis().contains(one.path())))
              .toList(),
          KeyForm.METHODS.stream()
              .map(one -> new Choice(one, one, written.methods().contains(one)))
              .toList(),
          written.rangesOrEmpty(),
          written.expiresOrEmpty());
    }
  }

  /** A box that may be ticked. */
  record Choice(String value, String label, boolean chosen) {}

  /** A new secret, shown once. */
  record IssuedView(
      String publisher,
      String tenant,
      String secret,
      ApiKey key,
      String curl,
      boolean rotated,
      @Nullable Instant oldUntil) {}
}
