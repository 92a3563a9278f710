package dev.turnpike.tenants.decision;

import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.kernel.ApiId;
import dev.turnpike.tenants.kernel.ApplicationId;
import dev.turnpike.tenants.kernel.InvoiceId;
import dev.turnpike.tenants.kernel.Money;
import dev.turnpike.tenants.kernel.RequestId;
import dev.turnpike.tenants.kernel.SubscriptionId;
import dev.turnpike.tenants.kernel.TenantId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A denial as compact bytes: a mask of what is present, ids as 16 bytes, texts with a length byte.
 */
final class TokenBytes {
  private static final int MAX_BYTES = 512;
  private static final int MAX_TEXT_BYTES = 64;
  private static final int KEY = 1;
  private static final int API = 2;
  private static final int SUBSCRIPTION = 4;
  private static final int ACCOUNT = 8;
  private static final int INVOICE = 16;
  private static final int LIMIT = 32;
  private static final int REQUIRED = 64;

  private TokenBytes() {}

  static byte[] write(DenialToken token) {
    ByteBuffer out = ByteBuffer.allocate(MAX_BYTES);
    out.put((byte) 0);
    put(out, token.publisher().value());
    put(out, token.consumer().value());
    put(out, token.application().value());
    put(out, token.request().value());
    out.putLong(token.at().toEpochMilli());
    put(out, token.code().name());
    int mask = 0;
    if (token.key() != null) {
      mask |= KEY;
      put(out, token.key());
    }
    if (token.api() != null) {
      mask |= API;
      put(out, token.api().value());
    }
    if (token.subscription() != null) {
      mask |= SUBSCRIPTION;
      put(out, token.subscription().value());
    }
    if (token.account() != null) {
      mask |= ACCOUNT;
      put(out, token.account().value());
    }
    if (token.invoice() != null) {
      mask |= INVOICE;
      put(out, token.invoice().value());
    }
    if (token.limit() != null) {
      mask |= LIMIT;
      put(out, token.limit());
    }
    if (token.required() != null) {
      mask |= REQUIRED;
      out.putLong(token.required().micros());
      put(out, token.required().currency().getCurrencyCode());
    }
    out.put(0, (byte) mask);
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Empty for bytes that a newer version wrote. */
  static Optional<DenialToken> read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      int mask = in.get();
      TenantId publisher = new TenantId(id(in));
      TenantId consumer = new TenantId(id(in));
      ApplicationId application = new ApplicationId(id(in));
      RequestId request = new RequestId(id(in));
      Instant at = Instant.ofEpochMilli(in.getLong());
      Optional<Code> code = Code.named(text(in));
      if (code.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new DenialToken(
              publisher,
              consumer,
              application,
              code.get(),
              request,
              at,
              has(mask, KEY) ? text(in) : null,
              has(mask, API) ? new ApiId(id(in)) : null,
              has(mask, SUBSCRIPTION) ? new SubscriptionId(id(in)) : null,
              has(mask, ACCOUNT) ? new AccountId(id(in)) : null,
              has(mask, INVOICE) ? new InvoiceId(id(in)) : null,
              has(mask, LIMIT) ? text(in) : null,
              required(mask, in)));
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Money required(int mask, ByteBuffer in) {
    if (!has(mask, REQUIRED)) {
      return null;
    }
    long micros = in.getLong();
    return new Money(micros, Currency.getInstance(text(in)));
  }

  private static boolean has(int mask, int part) {
    return (mask & part) != 0;
  }

  private static void put(ByteBuffer out, UUID id) {
    out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static void put(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, MAX_TEXT_BYTES);
    out.put((byte) length).put(bytes, 0, length);
  }

  private static UUID id(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[in.get()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
