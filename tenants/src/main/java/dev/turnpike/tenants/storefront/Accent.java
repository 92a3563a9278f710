package dev.turnpike.tenants.storefront;

/**
 * What a publisher's colour becomes on pages: in each mode one for links and buttons, and one for
 * the words on a button. Text keeps a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3) in both modes: a
 * colour too pale for light pages is {@linkplain #isLegible refused} with a darker one beside it;
 * for dark pages it is lightened as far as it needs.
 */
public record Accent(Colour chosen) {
  /** Hundredths. */
  public static final int LEAST_CONTRAST = 450;

  /** The palest ground and the lightest dark one that text in the brand's colour stands on. */
  private static final Colour LIGHT_GROUND = new Colour(0xf1, 0xf1, 0xed);

  private static final Colour DARK_GROUND = new Colour(0x18, 0x1c, 0x1d);
  private static final int STEP = 2;

  /** Whether the colour can be read on a light page. */
  public boolean isLegible() {
    return contrast() >= LEAST_CONTRAST;
  }

  /** Against a light page, in hundredths. */
  public int contrast() {
    return chosen.contrast(LIGHT_GROUND);
  }

  /** The colour itself, or the nearest darker one that can be read on a light page. */
  public Colour onLightPages() {
    return until(LIGHT_GROUND, Colour.BLACK);
  }

  /** The colour itself, or the nearest lighter one that can be read on a dark page. */
  public Colour onDarkPages() {
    return until(DARK_GROUND, Colour.WHITE);
  }

  /** Words on a button of this colour: one of the two always has 4.5 to 1. */
  public static Colour wordsOn(Colour button) {
    return button.contrast(Colour.WHITE) >= button.contrast(Colour.BLACK)
        ? Colour.WHITE
        : Colour.BLACK;
  }

  private Colour until(Colour ground, Colour towards) {
    Colour tried = chosen;
    for (int percent = 0; percent <= 100; percent += STEP) {
      tried = chosen.mixed(towards, percent);
      if (tried.contrast(ground) >= LEAST_CONTRAST) {
        return tried;
      }
    }
    return tried;
  }
}
