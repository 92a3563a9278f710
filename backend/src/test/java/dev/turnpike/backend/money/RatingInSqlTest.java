package dev.turnpike.backend.money;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.backend.people.Cast;
import dev.turnpike.tenants.catalog.PlanTerms;
import dev.turnpike.tenants.catalog.PriceTerms;
import dev.turnpike.tenants.catalog.PriceTerms.PackTerms;
import dev.turnpike.tenants.catalog.PriceTerms.TierTerms;
import dev.turnpike.tenants.kernel.TenantId;
import dev.turnpike.tenants.snapshot.Plans;
import dev.turnpike.tenants.snapshot.Price;
import dev.turnpike.tenants.snapshot.Rating;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is reserved and shown (Java) and what is booked (SQL) are the same sums. */
@QuarkusTest
class RatingInSqlTest {
  private static final int PLANS = 300;
  private static final int QUESTIONS = 40;
  private static final List<PlanTerms.Unit> UNITS = List.of(PlanTerms.Unit.values());
  private static final long[] PER = {1, 1, 1_000, 1_000_000};

  @Inject Cast cast;
  @Inject ObjectMapper json;

  @Inject
  @DataSource("owner")
  AgroalDataSource owner;

  @Test
  @Tag("I10")
  @Tag("R65")
  void java_and_sql_rate_the_same_on_twelve_thousand_cases() throws Exception {
    Random random = new Random(65);
    TenantId acme = cast.tenant("acme-rating", true);
    cast.product(acme, "rated", "public");
    int cumulative = 0;
    for (int i = 0; i < PLANS; i++) {
      PlanTerms terms = terms(random);
      cast.plan(acme, "rated", "plan-" + i, json.writeValueAsString(terms));
      UUID revision = revision(acme, "plan-" + i);
      Price price = Plans.prices(terms).each().getFirst();
      cumulative += price.isCumulative() ? 1 : 0;
      Long[] from = new Long[QUESTIONS];
      Long[] units = new Long[QUESTIONS];
      long[] expected = new long[QUESTIONS];
      for (int q = 0; q < QUESTIONS; q++) {
        from[q] = count(random);
        units[q] = count(random);
        expected[q] = Rating.cost(price, from[q], units[q]);
      }
      assertArrayEquals(
          expected,
          rated(revision, terms.allPrices().getFirst().unit().name(), from, units),
          () -> text(terms));
    }
    assertTrue(cumulative > PLANS / 3 && cumulative < PLANS, "both kinds: " + cumulative);
  }

  private static long count(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextLong(0, 20);
      case 1 -> random.nextLong(0, 10_000);
      default -> random.nextLong(0, 3_000_000_000L);
    };
  }

  /** Every shape, with and without an included allowance, in terms as a publisher writes them. */
  private static PlanTerms terms(Random random) {
    if (random.nextInt(20) == 0) {
      return terms(decimal(random.nextLong(1, 1_000_000)), null);
    }
    Long per = PER[random.nextInt(PER.length)];
    Long included = random.nextBoolean() ? null : random.nextLong(0, 6_000);
    PlanTerms.Unit unit = UNITS.get(random.nextInt(UNITS.size()));
    return terms(
        null,
        switch (random.nextInt(4)) {
          case 0 ->
              new PriceTerms(unit, price(random), per, null, null, null, included, null, null);
          case 1 ->
              new PriceTerms(
                  unit, null, per, ladder(random, false), null, null, included, null, null);
          case 2 ->
              new PriceTerms(
                  unit, null, per, null, ladder(random, true), null, included, null, null);
          default ->
              new PriceTerms(
                  unit,
                  null,
                  null,
                  null,
                  null,
                  new PackTerms(random.nextLong(1, 3_000), price(random)),
                  included,
                  null,
                  null);
        });
  }

  private static PlanTerms terms(@Nullable String requestPrice, @Nullable PriceTerms price) {
    return new PlanTerms(
        PlanTerms.Billing.postpaid,
        "USD",
        requestPrice,
        "1.00",
        null,
        null,
        price == null ? List.of() : List.of(price),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static List<TierTerms> ladder(Random random, boolean falling) {
    List<TierTerms> tiers = new ArrayList<>();
    long end = 0;
    long micros = random.nextLong(0, 1_000_000);
    for (int i = random.nextInt(4); i > 0; i--) {
      end += random.nextLong(1, 4_000);
      tiers.add(new TierTerms(end, decimal(micros)));
      micros = random.nextLong(0, falling ? micros + 1 : 1_000_000);
    }
    tiers.add(new TierTerms(null, decimal(micros)));
    return tiers;
  }

  private static String price(Random random) {
    return decimal(random.nextLong(0, 1_000_000));
  }

  private static String decimal(long micros) {
    return BigDecimal.valueOf(micros, 6).toPlainString();
  }

  private UUID revision(TenantId tenant, String plan) throws SQLException {
    try (Connection connection = owner.getConnection();
        PreparedStatement sql =
            connection.prepareStatement(
                "select r.id from plan_revision r join plan p on p.id = r.plan_id"
                    + " where p.tenant_id = ? and p.slug = ?")) {
      sql.setObject(1, tenant.value());
      sql.setString(2, plan);
      try (ResultSet row = sql.executeQuery()) {
        row.next();
        return row.getObject(1, UUID.class);
      }
    }
  }

  private long[] rated(UUID revision, String unit, Long[] from, Long[] units) throws SQLException {
    try (Connection connection = owner.getConnection();
        PreparedStatement sql =
            connection.prepareStatement(
                "select rate_units(?, ?, f, u) from unnest(?, ?) with ordinality as q(f, u, n)"
                    + " order by n")) {
      sql.setObject(1, revision);
      sql.setString(2, unit);
      sql.setArray(3, connection.createArrayOf("bigint", from));
      sql.setArray(4, connection.createArrayOf("bigint", units));
      try (ResultSet rows = sql.executeQuery()) {
        long[] rated = new long[from.length];
        for (int i = 0; rows.next(); i++) {
          rated[i] = rows.getLong(1);
        }
        return rated;
      }
    }
  }

  private String text(PlanTerms terms) {
    try {
      return json.writeValueAsString(terms);
    } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
