package dev.turnpike.tenants.storefront;

import dev.turnpike.tenants.audit.Audit;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.storefront.Storefront.Fault;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes how a tenant appears. A change answers with what is wrong, one entry a field;
 * nothing is changed unless all is right, and what is changed is noted in the audit trail.
 */
@ApplicationScoped
public class Storefronts {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_ADDRESS = 500;

  private static final String SELECT =
      "select slug, name, publishes, support_email, support_url, brand_accent,"
          + " left(md5(brand_logo), 12) as logo from tenant";

  private final Tenancy tenancy;
  private final Rows rows;
  private final Audit audit;

  Storefronts(Tenancy tenancy, Rows rows, Audit audit) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.audit = audit;
  }

  /** A publisher's, which anybody may see; empty for whoever publishes nothing. */
  public Uni<Optional<Storefront>> of(String slug) {
    return tenancy
        .asNobody(
            session ->
                rows.first(
                    session,
                    Row.class,
                    SELECT + " where slug = :slug and publishes",
                    Map.of("slug", slug)))
        .map(found -> found.map(Row::storefront));
  }

  /** A publisher's logo, which anybody may see. */
  public Uni<Optional<Picture>> logo(String slug) {
    return tenancy
        .asNobody(
            session ->
                rows.first(
                    session,
                    LogoRow.class,
                    "select brand_logo_type as type, encode(brand_logo, 'base64') as bytes"
                        + " from tenant where slug = :slug and publishes and brand_logo is not null",
                    Map.of("slug", slug)))
        .map(found -> found.map(LogoRow::picture));
  }

  /** The own tenant's, whatever its part. */
  public Uni<Storefront> own(Acting acting) {
    acting.require(Permission.SEE);
    return tenancy
        .as(
            acting.tenant(),
            session ->
                rows.first(
                    session,
                    Row.class,
                    SELECT + " where id = :tenant",
                    Map.of("tenant", acting.tenant().value())))
        .map(found -> found.orElseThrow().storefront());
  }

  /** Renames the tenant and says whom to ask for help. */
  public Uni<List<Fault>> change(Acting acting, Storefront.Wish wish) {
    acting.require(Permission.EDIT_SETTINGS);
    String name = wish.name().strip();
    String email = wish.supportEmail().strip();
    String url = wish.supportUrl().strip();
    List<Fault> faults = new ArrayList<>();
    if (name.isEmpty()) {
      faults.add(Fault.NAME_MISSING);
    } else if (name.length() > LONGEST_NAME) {
      faults.add(Fault.NAME_TOO_LONG);
    }
    if (!email.isEmpty() && !email.matches("[^@\\s]{1,100}@[^@\\s]{1,200}")) {
      faults.add(Fault.EMAIL_ODD);
    }
    if (!url.isEmpty()
        && (url.length() > LONGEST_ADDRESS || !url.matches("https?://[^\\s<>\"']+"))) {
      faults.add(Fault.URL_ODD);
    }
    if (!faults.isEmpty()) {
      return Uni.createFrom().item(faults);
    }
    Map<String, Object> values = new HashMap<>();
    values.put("name", name);
    values.put("email", email);
    values.put("url", url);
    return changed(
        acting,
        "name = :name, support_email = nullif(:email, ''), support_url = nullif(:url, '')",
        values,
        "tenant.settings-changed",
        Map.of("name", name, "support_email", email, "support_url", url));
  }

  /** Gives the tenant a colour; empty takes it back. One that cannot be read is refused. */
  public Uni<List<Fault>> colour(Acting acting, String accent) {
    acting.require(Permission.EDIT_SETTINGS);
    Optional<Colour> colour = Colour.parse(accent.strip());
    if (!accent.isBlank() && colour.isEmpty()) {
      return Uni.createFrom().item(List.of(Fault.COLOUR_ODD));
    }
    if (colour.filter(it -> !new Accent(it).isLegible()).isPresent()) {
      return Uni.createFrom().item(List.of(Fault.COLOUR_PALE));
    }
    String written = colour.map(Colour::toString).orElse("");
    Map<String, Object> values = new HashMap<>();
    values.put("accent", written);
    return changed(
        acting,
        "brand_accent = nullif(:accent, '')",
        values,
        "tenant.colour-changed",
        Map.of("accent", written.isEmpty() ? "none" : written));
  }

  /** Gives the tenant a logo, written anew from the upload. */
  public Uni<List<Fault>> logo(Acting acting, byte[] upload) {
    acting.require(Permission.EDIT_SETTINGS);
    return switch (Pictures.read(upload)) {
      case Pictures.Refused(Pictures.Reason reason) ->
          Uni.createFrom().item(List.of(Fault.of(reason)));
      case Pictures.Clean(Picture picture) -> {
        Map<String, Object> values = new HashMap<>();
        values.put("logo", Base64.getEncoder().encodeToString(picture.bytes()));
        values.put("type", picture.type());
        yield changed(
            acting,
            "brand_logo = decode(:logo, 'base64'), brand_logo_type = :type",
            values,
            "tenant.logo-changed",
            Map.of("type", picture.type(), "bytes", picture.bytes().length));
      }
    };
  }

  public Uni<List<Fault>> withoutLogo(Acting acting) {
    acting.require(Permission.EDIT_SETTINGS);
    return changed(
        acting,
        "brand_logo = null, brand_logo_type = null",
        new HashMap<>(),
        "tenant.logo-removed",
        Map.of());
  }

  private Uni<List<Fault>> changed(
      Acting acting, String what, Map<String, Object> values, String action, Map<String, ?> facts) {
    values.put("tenant", acting.tenant().value());
    return tenancy.as(
        acting.tenant(),
        session ->
            rows.change(session, "update tenant set " + what + " where id = :tenant", values)
                .chain(() -> noted(session, acting, action, facts))
                .replaceWith(List.of()));
  }

  private Uni<Void> noted(
      Mutiny.Session session, Acting acting, String action, Map<String, ?> facts) {
    return audit.note(
        session, acting.tenant(), acting.person(), action, "tenant", acting.slug(), facts);
  }

  @RegisterForReflection
  record Row(
      String slug,
      String name,
      boolean publishes,
      @Nullable String supportEmail,
      @Nullable String supportUrl,
      @Nullable String brandAccent,
      @Nullable String logo) {
    Storefront storefront() {
      return new Storefront(
          slug,
          name,
          publishes,
          supportEmail,
          supportUrl,
          Colour.parse(brandAccent).map(Accent::new),
          logo);
    }
  }

  @RegisterForReflection
  record LogoRow(String type, String bytes) {
    Picture picture() {
      return new Picture(type, Base64.getMimeDecoder().decode(bytes));
    }
  }
}
