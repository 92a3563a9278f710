package dev.turnpike.tenants.storefront;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Contrast as WCAG counts it, and colours that stay readable in both modes. */
class AccentTest {
  private static final Colour LIGHT_GROUND = new Colour(0xf1, 0xf1, 0xed);
  private static final Colour DARK_GROUND = new Colour(0x18, 0x1c, 0x1d);

  @Test
  void contrast_is_what_wcag_says() {
    check(2100, "#000000", "#ffffff");
    check(100, "#123456", "#123456");
    check(454, "#767676", "#ffffff");
    check(447, "#777777", "#ffffff");
    check(399, "#ff0000", "#ffffff");
    check(107, "#ffff00", "#ffffff");
  }

  @Test
  void only_six_digits_are_a_colour() {
    assertEquals(Optional.of(new Colour(0xab, 0x12, 0xff)), Colour.parse("#AB12ff"));
    for (String odd :
        new String[] {"", "#fff", "red", "#12345g", "#1234567", " #123456", "123456"}) {
      assertEquals(Optional.empty(), Colour.parse(odd), odd);
    }
    assertEquals(Optional.empty(), Colour.parse(null));
  }

  @Test
  void whatever_is_chosen_can_be_read_in_both_modes_and_on_buttons() {
    Random random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      Colour chosen = new Colour(random.nextInt(256), random.nextInt(256), random.nextInt(256));
      Accent accent = new Accent(chosen);
      Colour light = accent.onLightPages();
      Colour dark = accent.onDarkPages();
      assertTrue(light.contrast(LIGHT_GROUND) >= 450, chosen + " light " + light);
      assertTrue(dark.contrast(DARK_GROUND) >= 450, chosen + " dark " + dark);
      assertTrue(Accent.wordsOn(light).contrast(light) >= 450, chosen + " words on " + light);
      assertTrue(Accent.wordsOn(dark).contrast(dark) >= 450, chosen + " words on " + dark);
      assertEquals(accent.isLegible(), light.equals(chosen), chosen.toString());
    }
  }

  private static void check(int expected, String one, String other) {
    Colour first = Colour.parse(one).orElseThrow();
    Colour second = Colour.parse(other).orElseThrow();
    assertEquals(expected, first.contrast(second), one + " on " + other);
    assertEquals(expected, second.contrast(first), other + " on " + one);
  }
}
