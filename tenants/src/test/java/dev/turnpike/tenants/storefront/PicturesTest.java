package dev.turnpike.tenants.storefront;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.turnpike.tenants.storefront.Pictures.Clean;
import dev.turnpike.tenants.storefront.Pictures.Reason;
import dev.turnpike.tenants.storefront.Pictures.Refused;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Uploads come out as pictures with the same pixels and nothing else, or not at all. */
class PicturesTest {
  private static final String SECRET = "<script>alert(1)</script>";

  @Test
  void a_png_keeps_its_pixels_and_loses_what_was_hidden_in_it() throws IOException {
    for (int type :
        new int[] {
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_BYTE_BINARY,
          BufferedImage.TYPE_BYTE_INDEXED
        }) {
      BufferedImage image = noise(type);
      byte[] file = written(image, "png");
      byte[] hiding = withComment(file);
      byte[] clean = clean(join(hiding, SECRET.getBytes(StandardCharsets.UTF_8)));
      assertFalse(text(clean).contains("script"), "what was hidden is gone");
      assertArrayEquals(pixels(image), pixels(ImageIO.read(new ByteArrayInputStream(clean))));
    }
  }

  @Test
  void a_jpeg_keeps_its_pixels_and_loses_what_was_hidden_in_it() throws IOException {
    byte[] file = written(noise(BufferedImage.TYPE_INT_RGB), "jpeg");
    byte[] comment =
        join(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 27}, SECRET.getBytes(StandardCharsets.UTF_8));
    byte[] hiding =
        join(Arrays.copyOf(file, 2), join(comment, Arrays.copyOfRange(file, 2, file.length)));
    byte[] clean = clean(join(hiding, SECRET.getBytes(StandardCharsets.UTF_8)));
    assertFalse(text(clean).contains("script"), "what was hidden is gone");
    assertArrayEquals(
        pixels(ImageIO.read(new ByteArrayInputStream(file))),
        pixels(ImageIO.read(new ByteArrayInputStream(clean))));
  }

  @Test
  void what_is_no_picture_of_ours_is_refused_with_a_remedy() throws IOException {
    refused(Reason.EMPTY, new byte[0]);
    refused(Reason.NOT_PNG_OR_JPEG, ("<svg>" + SECRET + "</svg>").getBytes(StandardCharsets.UTF_8));
    refused(Reason.NOT_PNG_OR_JPEG, written(noise(BufferedImage.TYPE_INT_RGB), "gif"));
    refused(Reason.TOO_LARGE, new byte[Pictures.MOST_BYTES + 1]);
    BufferedImage wide = new BufferedImage(1_025, 1, BufferedImage.TYPE_BYTE_GRAY);
    refused(Reason.TOO_MANY_PIXELS, written(wide, "png"));
    refused(Reason.TOO_MANY_PIXELS, written(wide, "jpeg"));
  }

  @Test
  void a_damaged_file_is_refused_or_clean_and_never_an_exception() throws IOException {
    Random random = new Random(7);
    for (String format : new String[] {"png", "jpeg"}) {
      byte[] file = written(noise(BufferedImage.TYPE_INT_RGB), format);
      for (int i = 0; i < 2_000; i++) {
        byte[] damaged = Arrays.copyOf(file, 3 + random.nextInt(file.length - 2));
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        Pictures.read(damaged);
      }
    }
  }

  private static byte[] clean(byte[] file) {
    return assertInstanceOf(Clean.class, Pictures.read(file)).picture().bytes();
  }

  private static void refused(Reason expected, byte[] file) {
    assertEquals(new Refused(expected), Pictures.read(file));
  }

  private static BufferedImage noise(int type) {
    BufferedImage image = new BufferedImage(33, 17, type);
    Random random = new Random(type);
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }

  private static byte[] written(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  /** A tEXt chunk behind the head. */
  private static byte[] withComment(byte[] png) {
    byte[] chunk = ("tEXtComment\0" + SECRET).getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(chunk);
    byte[] framed =
        ByteBuffer.allocate(chunk.length + 8)
            .putInt(chunk.length - 4)
            .put(chunk)
            .putInt((int) crc.getValue())
            .array();
    return join(Arrays.copyOf(png, 33), join(framed, Arrays.copyOfRange(png, 33, png.length)));
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
