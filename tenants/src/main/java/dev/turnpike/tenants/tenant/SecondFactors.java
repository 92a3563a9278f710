package dev.turnpike.tenants.tenant;

import dev.turnpike.tenants.kernel.PersonId;
import dev.turnpike.tenants.kernel.Rows;
import dev.turnpike.tenants.kernel.Tenancy;
import dev.turnpike.tenants.kernel.Token;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The optional second factor of a log-in: a code of an authenticator app, or one of ten recovery
 * codes. A code is taken once, also by two who send it at the same time.
 */
@ApplicationScoped
public class SecondFactors {
  private static final int RECOVERY_CODES = 10;

  /** 80 bits: long enough to be stored as a plain hash. */
  private static final int RECOVERY_BYTES = 10;

  private static final int LONGEST_CODE = 40;

  private final Tenancy tenancy;
  private final Rows rows;
  private final People people;
  private final FactorSeal seal;
  private final Clock clock;
  private final Attempts attempts = new Attempts();
  private final SecureRandom random = new SecureRandom();

  SecondFactors(Tenancy tenancy, Rows rows, People people, FactorSeal seal, Clock clock) {
    this.tenancy = tenancy;
    this.rows = rows;
    this.people = people;
    this.seal = seal;
    this.clock = clock;
  }

  /** The second half of a log-in: the ticket that the password earned, and a code. */
  public Uni<LogIn> prove(String ticket, String code) {
    Optional<Token> token = Token.of(ticket);
    if (token.isEmpty() || code.length() > LONGEST_CODE) {
      return Uni.createFrom().item(new LogIn.Wrong());
    }
    return tenancy
        .asNobody(session -> holder(session, token.get()))
        .chain(
            holder ->
                holder == null
                    ? Uni.createFrom().item(new LogIn.Wrong())
                    : prove(token.get(), new PersonId(holder), code));
  }

  public Uni<SecondFactor.State> state(Visitor visitor) {
    return tenancy
        .asNobody(session -> factor(session, visitor.person()))
        .map(row -> new SecondFactor.State(row.onAt(), row.recoveryLeft()));
  }

  /** A new secret; empty while one is in use: it has to be turned off first. */
  public Uni<Optional<SecondFactor.Offered>> begin(Visitor visitor) {
    byte[] secret = new byte[Totp.SECRET_BYTES];
    random.nextBytes(secret);
    return tenancy
        .asNobody(
            session ->
                rows.number(
                    session,
                    "factor_begin(:person, :sealed)",
                    Map.of(
                        "person",
                        visitor.person().value(),
                        "sealed",
                        seal.seal(visitor.person(), secret))))
        .map(begun -> begun == 0 ? Optional.empty() : Optional.of(offered(visitor, secret)));
  }

  /** The secret that {@link #begin} made, again, while it was not proved. */
  public Uni<Optional<SecondFactor.Offered>> offered(Visitor visitor) {
    return tenancy
        .asNobody(session -> factor(session, visitor.person()))
        .map(
            row ->
                row.onAt() != null
                    ? Optional.empty()
                    : row.secret(seal, visitor.person()).map(secret -> offered(visitor, secret)));
  }

  /** Turns it on by the first code, and gives recovery codes. */
  public Uni<SecondFactor.Answer> confirm(Visitor visitor, String code) {
    return tenancy.asNobody(
        session ->
            factor(session, visitor.person())
                .chain(row -> isCode(session, visitor.person(), row, code))
                .chain(
                    right ->
                        right
                            ? turnOn(session, visitor.person())
                            : Uni.createFrom().item(new SecondFactor.Answer.Wrong())));
  }

  /** Ten new recovery codes instead of the old ones, for the password. */
  public Uni<SecondFactor.Answer> renewCodes(Visitor visitor, String password) {
    return people
        .knows(visitor, password)
        .chain(
            same ->
                same
                    ? tenancy.asNobody(
                        session ->
                            factor(session, visitor.person())
                                .chain(
                                    row ->
                                        row.onAt() == null
                                            ? Uni.createFrom().item(new SecondFactor.Answer.Wrong())
                                            : turnOn(session, visitor.person())))
                    : Uni.createFrom().item(new SecondFactor.Answer.Wrong()));
  }

  /** Turns it off, for the password. */
  public Uni<SecondFactor.Answer> turnOff(Visitor visitor, String password) {
    return people
        .knows(visitor, password)
        .chain(
            same ->
                same
                    ? tenancy
                        .asNobody(
                            session ->
                                rows.call(
                                    session,
                                    "factor_off(:person)",
                                    Map.of("person", visitor.person().value())))
                        .replaceWith((SecondFactor.Answer) new SecondFactor.Answer.Off())
                    : Uni.createFrom().item(new SecondFactor.Answer.Wrong()));
  }

  private Uni<@Nullable UUID> holder(Mutiny.Session session, Token token) {
    return rows.first(
            session,
            Holder.class,
            "select one_time_ask(:hash, 'log-in', cast(:now as timestamptz)) as person",
            Map.of("hash", token.hash(), "now", clock.instant()))
        .map(found -> found.map(Holder::person).orElse(null));
  }

  private Uni<LogIn> prove(Token token, PersonId person, String code) {
    Instant now = clock.instant();
    if (attempts.areTooMany(person.toString(), now)) {
      return Uni.createFrom().item(new LogIn.Wait());
    }
    return tenancy
        .asNobody(
            session ->
                factor(session, person)
                    .chain(row -> isCode(session, person, row, code))
                    .chain(right -> right ? answer(true) : isRecoveryCode(session, person, code))
                    .call(
                        right ->
                            right
                                ? rows.call(
                                    session, "one_time_close(:hash)", Map.of("hash", token.hash()))
                                : Uni.createFrom().voidItem()))
        .invoke(
            right -> {
              if (right) {
                attempts.succeeded(person.toString());
              } else {
                attempts.failed(person.toString(), now);
              }
            })
        .chain(right -> right ? people.welcome(person) : Uni.createFrom().item(new LogIn.Wrong()));
  }

  private static Uni<Boolean> answer(boolean answer) {
    return Uni.createFrom().item(answer);
  }

  private Uni<FactorRow> factor(Mutiny.Session session, PersonId person) {
    return rows.first(
            session,
            FactorRow.class,
            "select * from factor_of(:person)",
            Map.of("person", person.value()))
        .map(found -> found.orElseGet(() -> new FactorRow(null, null, 0)));
  }

  private Uni<Boolean> isCode(Mutiny.Session session, PersonId person, FactorRow row, String code) {
    OptionalLong step =
        row.secret(seal, person)
            .map(secret -> Totp.stepOf(secret, code, clock.instant()))
            .orElseGet(OptionalLong::empty);
    if (step.isEmpty()) {
      return answer(false);
    }
    return rows.number(
            session,
            "factor_step_take(:person, :step)",
            Map.of("person", person.value(), "step", step.getAsLong()))
        .map(taken -> taken == 1);
  }

  private Uni<Boolean> isRecoveryCode(Mutiny.Session session, PersonId person, String code) {
    return rows.number(
            session,
            "recovery_use(:person, :hash, cast(:now as timestamptz))",
            Map.of("person", person.value(), "hash", hash(code), "now", clock.instant()))
        .map(used -> used == 1);
  }

  private Uni<SecondFactor.Answer> turnOn(Mutiny.Session session, PersonId person) {
    List<String> codes = Stream.generate(this::recoveryCode).limit(RECOVERY_CODES).toList();
    String hashes =
        String.join(",", codes.stream().map(code -> HexFormat.of().formatHex(hash(code))).toList());
    return rows.number(
            session,
            "factor_on(:person, string_to_array(:codes, ','), cast(:now as timestamptz))",
            Map.of("person", person.value(), "codes", hashes, "now", clock.instant()))
        .map(
            on ->
                on == 1
                    ? new SecondFactor.Answer.On(codes)
                    : (SecondFactor.Answer) new SecondFactor.Answer.Wrong());
  }

  /** Sixteen characters in four groups. */
  private String recoveryCode() {
    byte[] bytes = new byte[RECOVERY_BYTES];
    random.nextBytes(bytes);
    String text = Totp.base32(bytes).toLowerCase(Locale.ROOT);
    return String.join(
        "-",
        text.substring(0, 4),
        text.substring(4, 8),
        text.substring(8, 12),
        text.substring(12, 16));
  }

  private static byte[] hash(String recoveryCode) {
    return Token.sha256(recoveryCode.replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT));
  }

  private static SecondFactor.Offered offered(Visitor visitor, byte[] secret) {
    String text = Totp.base32(secret);
    String account = URLEncoder.encode(visitor.email(), StandardCharsets.UTF_8);
    return new SecondFactor.Offered(
        text, "otpauth://totp/Turnpike:" + account + "?secret=" + text + "&issuer=Turnpike");
  }

  @RegisterForReflection
  record Holder(@Nullable UUID person) {}

  @RegisterForReflection
  record FactorRow(@Nullable String sealed, @Nullable Instant onAt, int recoveryLeft) {
    Optional<byte[]> secret(FactorSeal seal, PersonId person) {
      return sealed == null ? Optional.empty() : seal.open(person, HexFormat.of().parseHex(sealed));
    }

    @Override
    public String toString() {
      return "second factor";
    }
  }
}
