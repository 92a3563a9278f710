package dev.turnpike.tenants.storefront;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant appears.
 *
 * @param logo what distinguishes the logo from earlier ones, for its address; null: none
 */
public record Storefront(
    String slug,
    String name,
    boolean publishes,
    @Nullable String supportEmail,
    @Nullable String supportUrl,
    Optional<Accent> accent,
    @Nullable String logo) {

  /** What a person may write anew; empty means none. */
  public record Wish(String name, String supportEmail, String supportUrl) {}

  /** What is wrong with a wish. */
  public enum Fault {
    NAME_MISSING("name"),
    NAME_TOO_LONG("name"),
    EMAIL_ODD("support_email"),
    URL_ODD("support_url"),
    COLOUR_ODD("accent"),
    COLOUR_PALE("accent"),
    LOGO_EMPTY("logo"),
    LOGO_TOO_LARGE("logo"),
    LOGO_TOO_MANY_PIXELS("logo"),
    LOGO_NOT_PNG_OR_JPEG("logo"),
    LOGO_INTERLACED("logo"),
    LOGO_BROKEN("logo");

    private final String field;

    Fault(String field) {
      this.field = field;
    }

    /** The form's field that it stands at. */
    public String field() {
      return field;
    }

    static Fault of(Pictures.Reason reason) {
      return switch (reason) {
        case EMPTY -> LOGO_EMPTY;
        case TOO_LARGE -> LOGO_TOO_LARGE;
        case TOO_MANY_PIXELS -> LOGO_TOO_MANY_PIXELS;
        case NOT_PNG_OR_JPEG -> LOGO_NOT_PNG_OR_JPEG;
        case INTERLACED -> LOGO_INTERLACED;
        case BROKEN -> LOGO_BROKEN;
      };
    }
  }
}
