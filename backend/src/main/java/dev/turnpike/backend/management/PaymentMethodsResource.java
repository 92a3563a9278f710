package dev.turnpike.backend.management;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.turnpike.backend.identity.Problem;
import dev.turnpike.tenants.billing.Payer;
import dev.turnpike.tenants.billing.PaymentMethods;
import dev.turnpike.tenants.billing.PaymentMethods.Changed;
import dev.turnpike.tenants.kernel.AccountId;
import dev.turnpike.tenants.tenant.Acting;
import dev.turnpike.tenants.tenant.Permission;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The cards on file of a consumer's account. */
@Path("/manage/v1/tenants/{tenant}/accounts/{account}/payment-methods")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Money")
public class PaymentMethodsResource {
  private final Callers callers;
  private final PaymentMethods methods;

  PaymentMethodsResource(Callers callers, PaymentMethods methods) {
    this.callers = callers;
    this.methods = methods;
  }

  /**
   * A card on file.
   *
   * @param expires the last month in which it is good
   * @param main whether renewals are charged to it
   */
  @Schema(name = "PaymentMethod")
  @JsonNaming(SnakeCaseStrategy.class)
  record MethodForm(
      String id,
      String brand,
      String last4,
      @Schema(examples = "2029-11") String expires,
      boolean main,
      boolean expired) {
    static MethodForm of(PaymentMethods.Method method) {
      return new MethodForm(
          method.id().toString(),
          method.brand(),
          method.last4(),
          method.expires().toString(),
          method.main(),
          method.expired());
    }
  }

  /**
   * A card to be kept.
   *
   * @param token the processor's, never a card number
   * @param main whether renewals are charged to it from now on; default true
   */
  @Schema(name = "NewPaymentMethod")
  record NewMethod(@Nullable String token, @Nullable Boolean main) {}

  @GET
  @Operation(operationId = "listPaymentMethods", summary = "The cards on file, the main one first")
  public Uni<Listing<MethodForm>> list(String tenant, String account) {
    Acting acting = callers.acting(tenant).require(Permission.SEE_MONEY);
    return methods
        .of(acting.tenant(), Sent.id(account, AccountId::new))
        .onFailure(java.util.NoSuchElementException.class)
        .transform(none -> Callers.unknown())
        .map(PaymentMethodsResource::listing);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "addPaymentMethod",
      summary = "Keep a card; a main one pays at once what is unpaid")
  public Uni<Listing<MethodForm>> add(String tenant, String account, @Nullable NewMethod sent) {
    NewMethod method = Sent.body(sent);
    String token = Sent.text("token", method.token());
    boolean main = method.main() == null || method.main();
    return changed(tenant, account, in -> methods.add(in.payer(), in.account(), token, main));
  }

  @POST
  @Path("{method}/main")
  @Operation(operationId = "chooseMainPaymentMethod", summary = "Charge renewals to this card")
  public Uni<Listing<MethodForm>> choose(String tenant, String account, String method) {
    UUID id = Sent.id(method, Function.identity());
    return changed(tenant, account, in -> methods.choose(in.payer(), in.account(), id));
  }

  @DELETE
  @Path("{method}")
  @Operation(operationId = "removePaymentMethod", summary = "Take a card off file")
  public Uni<Listing<MethodForm>> remove(String tenant, String account, String method) {
    UUID id = Sent.id(method, Function.identity());
    return changed(tenant, account, in -> methods.remove(in.payer(), in.account(), id));
  }

  private record In(Payer payer, AccountId account) {}

  private Uni<Listing<MethodForm>> changed(
      String tenant, String account, Function<In, Uni<Changed>> work) {
    Payer payer = Payer.of(callers.acting(tenant));
    return work.apply(new In(payer, Sent.id(account, AccountId::new)))
        .map(PaymentMethodsResource::shown);
  }

  private static Listing<MethodForm> shown(Changed changed) {
    return switch (changed) {
      case Changed.Done(List<PaymentMethods.Method> all) -> listing(all);
      case Changed.Unknown _ -> throw Callers.unknown();
      case Changed.Invalid(String field, String detail) ->
          throw Problem.invalid(field, detail).refused();
    };
  }

  private static Listing<MethodForm> listing(List<PaymentMethods.Method> all) {
    return new Listing<>(all.stream().map(MethodForm::of).toList(), null);
  }
}
