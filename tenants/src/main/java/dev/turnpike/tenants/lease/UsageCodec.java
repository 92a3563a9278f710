package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.snapshot.Quantities;
import dev.turnpike.tenants.snapshot.Unit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A record of the usage file: a mark, the length, a CRC-32C and the bytes, all big-endian. The mark
 * lets a reader find the next record behind a damaged one.
 */
final class UsageCodec {
  static final int MARK = 0x54505531;
  static final int HEAD_BYTES = 12;

  /** Longer ones were not written by us. */
  static final int LONGEST = 4096;

  private UsageCodec() {}

  /** What a record says of its call. */
  enum What {
    /** It was served; charge it. */
    OUTCOME('O'),
    /** It is being served; charge this much should nothing follow. */
    PROGRESS('P'),
    /** It came to nothing; charge nothing. */
    NOTHING('N');

    private final char letter;

    What(char letter) {
      this.letter = letter;
    }

    private static What of(byte letter) {
      return letter == 'O' ? OUTCOME : letter == 'P' ? PROGRESS : NOTHING;
    }
  }

  record Entry(What what, Usage usage) {}

  static byte[] encode(What what, Usage usage) {
    byte[] key = usage.route().key().getBytes(StandardCharsets.UTF_8);
    Map<Unit, Long> counts = usage.used().counts();
    int size =
        HEAD_BYTES + 1 + 16 + 8 + 4 + 4 * 8 + 1 + counts.size() * 9 + 6 * 16 + 1 + key.length + 1;
    ByteBuffer out = ByteBuffer.allocate(size + usage.takes().size() * (2 + 16 + 8 + 8 + 8));
    out.position(HEAD_BYTES);
    out.put((byte) what.letter);
    put(out, usage.request());
    out.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, usage.at()));
    out.putInt(usage.status());
    out.putLong(usage.bytesIn()).putLong(usage.bytesOut()).putLong(usage.amount());
    out.putLong(usage.flat());
    out.put((byte) counts.size());
    counts.forEach((unit, count) -> out.put(code(unit)).putLong(count));
    Route route = usage.route();
    put(out, route.publisher());
    put(out, route.consumer());
    put(out, route.application());
    put(out, route.subscription());
    put(out, route.api());
    put(out, route.plan());
    out.put((byte) key.length).put(key);
    out.put((byte) usage.takes().size());
    for (Usage.Take take : usage.takes()) {
      out.put((byte) take.pot().kind().word().charAt(0));
      put(out, take.pot().id());
      out.putLong(take.pot().startsAt().toEpochMilli());
      out.putLong(take.units());
      Unit rated = take.pot().rated();
      out.put(rated == null ? 0 : code(rated)).putLong(take.pot().base());
    }
    byte[] bytes = out.array();
    int body = out.position() - HEAD_BYTES;
    out.putInt(0, MARK).putInt(4, body).putInt(8, crc(bytes, HEAD_BYTES, body));
    return bytes;
  }

  /** What a body whose sum is right says. */
  static Entry decode(ByteBuffer in) {
    What what = What.of(in.get());
    UUID request = uuid(in);
    Instant at = Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS);
    int status = in.getInt();
    long bytesIn = in.getLong();
    long bytesOut = in.getLong();
    long amount = in.getLong();
    long flat = in.getLong();
    Map<Unit, Long> counts = new EnumMap<>(Unit.class);
    for (int i = in.get(); i > 0; i--) {
      counts.put(unit(in.get()), in.getLong());
    }
    UUID[] ids = {uuid(in), uuid(in), uuid(in), uuid(in), uuid(in), uuid(in)};
    byte[] key = new byte[in.get()];
    in.get(key);
    Route route =
        new Route(
            ids[0],
            ids[1],
            ids[2],
            ids[3],
            ids[4],
            ids[5],
            new String(key, StandardCharsets.UTF_8));
    int count = in.get();
    List<Usage.Take> takes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Pot.Kind kind = kind(in.get());
      UUID id = uuid(in);
      Instant starts = Instant.ofEpochMilli(in.getLong());
      long units = in.getLong();
      byte code = in.get();
      Pot pot = new Pot(kind, id, starts, code == 0 ? null : unit(code), in.getLong());
      takes.add(new Usage.Take(pot, units));
    }
    return new Entry(
        what,
        new Usage(
            request,
            at,
            status,
            bytesIn,
            bytesOut,
            amount,
            flat,
            new Quantities(counts),
            route,
            takes));
  }

  static int crc(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  /** Fixed for ever: files outlive a release. */
  private static byte code(Unit unit) {
    return switch (unit) {
      case REQUESTS -> 1;
      case BYTES -> 2;
      case INPUT_TOKENS -> 3;
      case OUTPUT_TOKENS -> 4;
      case CACHED_TOKENS -> 5;
      case INFERENCES -> 6;
      case SECONDS -> 7;
    };
  }

  private static Unit unit(byte code) {
    return switch (code) {
      case 1 -> Unit.REQUESTS;
      case 2 -> Unit.BYTES;
      case 3 -> Unit.INPUT_TOKENS;
      case 4 -> Unit.OUTPUT_TOKENS;
      case 5 -> Unit.CACHED_TOKENS;
      case 6 -> Unit.INFERENCES;
      case 7 -> Unit.SECONDS;
      default -> throw new IllegalArgumentException("a unit of a later version: " + code);
    };
  }

  private static Pot.Kind kind(byte letter) {
    return switch (letter) {
      case 'c' -> Pot.Kind.COUNTER;
      case 'b' -> Pot.Kind.BUDGET;
      case 'w' -> Pot.Kind.WALLET;
      default -> throw new IllegalArgumentException("a pot of a later version: " + letter);
    };
  }

  private static void put(ByteBuffer out, UUID id) {
    out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }
}
