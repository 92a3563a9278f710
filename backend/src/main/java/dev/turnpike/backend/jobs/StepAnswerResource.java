package dev.turnpike.backend.jobs;

import dev.turnpike.tenants.approval.StepAnswers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/**
 * Where a publisher's system answers an approval step: {@code {"verdict": "approved"}}, or {@code
 * "rejected"} with a reason. 204 taken, 404 no address of ours, 409 answered before or decided, 410
 * too late, 422 not understood.
 */
@Path("/webhooks/approvals/{token}")
public class StepAnswerResource {
  private static final int LARGEST = 16_384;

  private final StepAnswers answers;

  StepAnswerResource(StepAnswers answers) {
    this.answers = answers;
  }

  @POST
  public Uni<Response> answer(String token, byte[] body) {
    if (body.length > LARGEST) {
      return answered(413);
    }
    JsonObject document = document(body);
    String verdict = text(document, "verdict");
    String reason = text(document, "reason").strip();
    boolean approved = verdict.equals("approved");
    if (!approved && (!verdict.equals("rejected") || reason.isEmpty())) {
      return answered(422);
    }
    return answers
        .answer(token, approved, reason)
        .map(
            received ->
                Response.status(
                        switch (received) {
                          case TAKEN -> 204;
                          case UNKNOWN -> 404;
                          case OVER -> 409;
                          case EXPIRED -> 410;
                        })
                    .build());
  }

  private static Uni<Response> answered(int status) {
    return Uni.createFrom().item(Response.status(status).build());
  }

  private static String text(JsonObject document, String name) {
    return document.getValue(name) instanceof String text ? text : "";
  }

  /** Empty when it is no object. */
  private static JsonObject document(byte[] body) {
    try {
      return new JsonObject(new String(body, StandardCharsets.UTF_8));
    } catch (DecodeException | ClassCastException noObject) {
      return new JsonObject();
    }
  }
}
