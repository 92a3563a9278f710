package dev.turnpike.portal;

import dev.turnpike.tenants.tenant.SecondFactor;
import dev.turnpike.tenants.tenant.SecondFactors;
import dev.turnpike.tenants.tenant.Visitor;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The second factor: set up by a code, turned off by the password. */
@Path("/settings/second-factor")
@Produces(MediaType.TEXT_HTML)
class FactorPages {
  private static final URI HERE = URI.create("/settings/second-factor");

  private final Frame frame;
  private final SecondFactors factors;
  private final SettingsText text;

  FactorPages(Frame frame, SecondFactors factors, SettingsText text) {
    this.frame = frame;
    this.factors = factors;
    this.text = text;
  }

  /** As it stands; with an offered secret while it is being set up. */
  record View(boolean on, String left, SecondFactor.@Nullable Offered offered, Faults faults) {}

  record CodesView(List<String> codes) {}

  @GET
  public Uni<TemplateInstance> page() {
    return page(frame.visitor(), Faults.NONE);
  }

  @POST
  public Uni<Response> begin() {
    return factors.begin(frame.visitor()).map(offered -> Response.seeOther(HERE).build());
  }

  @POST
  @Path("on")
  public Uni<Response> confirm(@FormParam("code") @Nullable String code) {
    Visitor visitor = frame.visitor();
    return factors
        .confirm(visitor, code == null ? "" : code.strip())
        .chain(answer -> answered(visitor, answer, "code", text.factorWrong()));
  }

  @POST
  @Path("codes")
  public Uni<Response> renew(@FormParam("password") @Nullable String password) {
    Visitor visitor = frame.visitor();
    return factors
        .renewCodes(visitor, password == null ? "" : password)
        .chain(answer -> answered(visitor, answer, "password", text.passwordWrong()));
  }

  @POST
  @Path("off")
  public Uni<Response> turnOff(@FormParam("password") @Nullable String password) {
    Visitor visitor = frame.visitor();
    return factors
        .turnOff(visitor, password == null ? "" : password)
        .chain(answer -> answered(visitor, answer, "password", text.passwordWrong()));
  }

  private Uni<Response> answered(
      Visitor visitor, SecondFactor.Answer answer, String field, String wrong) {
    return switch (answer) {
      case SecondFactor.Answer.On(List<String> codes) ->
          Uni.createFrom()
              .item(
                  Response.ok(
                          SettingsTemplates.settingsRecovery(
                              frame.platform(text.recovery()), new CodesView(codes)))
                      .build());
      case SecondFactor.Answer.Off _ -> Uni.createFrom().item(Response.seeOther(HERE).build());
      case SecondFactor.Answer.Wrong _ ->
          page(visitor, Faults.of(field, wrong))
              .map(page -> Response.status(422).entity(page).build());
    };
  }

  private Uni<TemplateInstance> page(Visitor visitor, Faults faults) {
    return factors
        .state(visitor)
        .chain(
            state ->
                factors
                    .offered(visitor)
                    .map(
                        offered ->
                            SettingsTemplates.settingsFactor(
                                frame.platform(text.factor()),
                                new View(
                                    state.isOn(),
                                    Integer.toString(state.recoveryLeft()),
                                    offered.orElse(null),
                                    faults))));
  }
}
