package dev.turnpike.tenants.lease;

import dev.turnpike.tenants.kernel.Ids;
import dev.turnpike.tenants.snapshot.Quantities;
import dev.turnpike.tenants.snapshot.Unit;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A numbered batch of served calls, and what the node gives back, in the shape of {@code
 * gate_post}: a column each, calls pointing to routes and pots. A batch is built once; a retry is
 * the same batch.
 */
final class Takings {
  private final long epoch;
  private final long number;
  private final List<Usage> calls;
  private final Map<Pot, Integer> pots = new LinkedHashMap<>();
  private final List<Return> returns;
  private final boolean tells;
  private final Tuple columns;

  /**
   * What goes back to a pot.
   *
   * @param ends whether the node forgets the pot
   */
  record Return(Slice slice, long amount, boolean ends) {}

  Takings(Node node, long number, List<Usage> calls, List<Return> returns, boolean tells, Ids ids) {
    this.epoch = node.epoch();
    this.number = number;
    this.calls = calls;
    this.returns = returns;
    this.tells = tells;
    this.columns = columns(node, ids);
  }

  /** The life of the node in which it was made. */
  long epoch() {
    return epoch;
  }

  long number() {
    return number;
  }

  int calls() {
    return calls.size();
  }

  List<Return> returns() {
    return returns;
  }

  List<Pot> pots() {
    return List.copyOf(pots.keySet());
  }

  Tuple columns() {
    return columns;
  }

  private Tuple columns(Node node, Ids ids) {
    Map<Route, Integer> routes = new LinkedHashMap<>();
    int n = calls.size();
    UUID[] requests = new UUID[n];
    Integer[] paths = new Integer[n];
    Integer[] purses = new Integer[n];
    Long[] amounts = new Long[n];
    Long[] flats = new Long[n];
    Integer[] statuses = new Integer[n];
    Long[] in = new Long[n];
    Long[] out = new Long[n];
    OffsetDateTime[] ats = new OffsetDateTime[n];
    @Nullable String[] used = new String[n];
    List<Integer> takeCalls = new ArrayList<>(2 * n);
    List<Integer> takePots = new ArrayList<>(2 * n);
    List<Long> takeUnits = new ArrayList<>(2 * n);
    for (int i = 0; i < n; i++) {
      Usage call = calls.get(i);
      requests[i] = call.request();
      paths[i] = routes.computeIfAbsent(call.route(), route -> routes.size() + 1);
      purses[i] = 0;
      amounts[i] = call.amount();
      flats[i] = call.flat();
      statuses[i] = call.status();
      in[i] = call.bytesIn();
      out[i] = call.bytesOut();
      ats[i] = call.at().atOffset(ZoneOffset.UTC);
      used[i] = words(call.used());
      for (Usage.Take take : call.takes()) {
        int pot = pots.computeIfAbsent(take.pot(), p -> pots.size() + 1);
        if (take.pot().kind() == Pot.Kind.WALLET) {
          purses[i] = pot;
        }
        takeCalls.add(i + 1);
        takePots.add(pot);
        takeUnits.add(take.units());
      }
    }
    for (Return back : returns) {
      pots.computeIfAbsent(back.slice().pot(), p -> pots.size() + 1);
    }
    int m = pots.size();
    String[] kinds = new String[m];
    UUID[] potIds = new UUID[m];
    OffsetDateTime[] starts = new OffsetDateTime[m];
    @Nullable UUID[] txns = new UUID[m];
    Long[] backs = new Long[m];
    Boolean[] ends = new Boolean[m];
    @Nullable String[] rates = new String[m];
    Long[] bases = new Long[m];
    pots.forEach(
        (pot, position) -> {
          int i = position - 1;
          kinds[i] = pot.kind().word();
          potIds[i] = pot.id();
          starts[i] = pot.startsAt().atOffset(ZoneOffset.UTC);
          txns[i] = pot.kind() == Pot.Kind.WALLET ? ids.next() : null;
          backs[i] = 0L;
          ends[i] = false;
          rates[i] = pot.rated() == null ? null : pot.rated().name().toLowerCase(Locale.ROOT);
          bases[i] = pot.base();
        });
    for (Return back : returns) {
      int i = pots.getOrDefault(back.slice().pot(), 0) - 1;
      backs[i] = backs[i] + back.amount();
      ends[i] = ends[i] || back.ends();
    }
    List<Route> whose = List.copyOf(routes.keySet());
    return Tuple.tuple()
        .addUUID(node.id())
        .addLong(epoch)
        .addLong(number)
        .addArrayOfUUID(requests)
        .addArrayOfInteger(paths)
        .addArrayOfInteger(purses)
        .addArrayOfLong(amounts)
        .addArrayOfInteger(statuses)
        .addArrayOfLong(in)
        .addArrayOfLong(out)
        .addArrayOfOffsetDateTime(ats)
        .addArrayOfString(used)
        .addArrayOfUUID(whose.stream().map(Route::publisher).toArray(UUID[]::new))
        .addArrayOfUUID(whose.stream().map(Route::consumer).toArray(UUID[]::new))
        .addArrayOfUUID(whose.stream().map(Route::application).toArray(UUID[]::new))
        .addArrayOfUUID(whose.stream().map(Route::subscription).toArray(UUID[]::new))
        .addArrayOfUUID(whose.stream().map(Route::api).toArray(UUID[]::new))
        .addArrayOfUUID(whose.stream().map(Route::plan).toArray(UUID[]::new))
        .addArrayOfString(whose.stream().map(Route::key).toArray(String[]::new))
        .addArrayOfLong(flats)
        .addArrayOfString(kinds)
        .addArrayOfUUID(potIds)
        .addArrayOfOffsetDateTime(starts)
        .addArrayOfUUID(txns)
        .addArrayOfLong(backs)
        .addArrayOfBoolean(ends)
        .addArrayOfString(rates)
        .addArrayOfLong(bases)
        .addArrayOfInteger(takeCalls.toArray(Integer[]::new))
        .addArrayOfInteger(takePots.toArray(Integer[]::new))
        .addArrayOfLong(takeUnits.toArray(Long[]::new))
        .addBoolean(tells);
  }

  /** Null for what nearly every call uses: one request. */
  private static @Nullable String words(Quantities used) {
    if (used.counts().size() == 1 && used.of(Unit.REQUESTS) == 1) {
      return null;
    }
    JsonObject words = new JsonObject();
    used.counts().forEach((unit, count) -> words.put(unit.name().toLowerCase(Locale.ROOT), count));
    return words.encode();
  }
}
