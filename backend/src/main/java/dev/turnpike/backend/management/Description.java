package dev.turnpike.backend.management;

import dev.turnpike.tenants.decision.Code;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * What the description says of every operation alike: how to prove who one is, and every way to be
 * refused, made from the one list of codes. Named by {@code mp.openapi.filter}.
 */
@RegisterForReflection
public class Description implements OASFilter {
  private static final String TOKEN = "token";
  private static final String KEY = "key";
  private static final Set<String> WITH_KEY = Set.of("getBillingState", "topUp", "quote");
  private static final Set<String> CREATING =
      Set.of(
          "logIn",
          "createApplication",
          "createApi",
          "publishRelease",
          "issueKey",
          "rotateKey",
          "verifySignUp",
          "requestSubscription",
          "topUp");
  private static final Set<String> WITH_NOTHING =
      Set.of("logIn", "signUp", "verifySignUp", "forgetPassword", "resetPassword", "tenantSchema");
  private static final String PROBLEM = "#/components/schemas/Problem";

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    api.getComponents().addSchema("Problem", problem());
    api.getComponents()
        .addSecurityScheme(
            TOKEN,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("A person's token of POST /manage/v1/sessions."));
    api.getComponents()
        .addSecurityScheme(
            KEY,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name("X-API-Key")
                .description("An application's key; Authorization: Bearer takes it as well."));
    for (Map.Entry<String, PathItem> path : api.getPaths().getPathItems().entrySet()) {
      path.getValue().getOperations().values().forEach(o -> describe(path.getKey(), o));
    }
  }

  private static void describe(String path, Operation operation) {
    String id = operation.getOperationId();
    if (CREATING.contains(id)) {
      APIResponse done = operation.getResponses().getAPIResponse("200");
      if (done != null) {
        operation.getResponses().removeAPIResponse("200");
        operation.getResponses().addAPIResponse("201", done.description("Created"));
      }
    }
    refusals(path, id, operation.getRequestBody() != null)
        .forEach(
            (status, text) -> operation.getResponses().addAPIResponse("" + status, response(text)));
    if (WITH_KEY.contains(id) || "explain".equals(id)) {
      operation.addSecurityRequirement(
          OASFactory.createSecurityRequirement().addScheme(KEY, List.of()));
    }
    if (!WITH_KEY.contains(id) && !WITH_NOTHING.contains(id)) {
      operation.addSecurityRequirement(
          OASFactory.createSecurityRequirement().addScheme(TOKEN, List.of()));
    }
  }

  private static Map<Integer, String> refusals(String path, String id, boolean hasBody) {
    Map<Integer, String> all = new LinkedHashMap<>();
    if (hasBody || path.endsWith("s")) {
      all.put(400, "A value is wrong; errors names it and says what would be right.");
    }
    all.put(401, codes(401));
    if (id.equals("topUp")) {
      all.put(402, "PAYMENT_DECLINED or PAYMENT_ACTION_REQUIRED; payment says why.");
      all.put(422, "IDEMPOTENCY_MISMATCH: the key has paid another amount.");
      all.put(503, "BILLING_UNAVAILABLE: the processor is silent or out of order; Retry-After.");
    }
    if (path.contains("{")) {
      all.put(403, "FORBIDDEN: your role does not allow it.");
      all.put(404, "NOT_FOUND: not there, or not yours.");
    }
    if (hasBody || path.endsWith("cancellation")) {
      all.put(409, "CONFLICT: somebody was faster; state says where it stands.");
    }
    if (id.equals("logIn")) {
      all.put(429, "RATE_LIMITED: too many attempts; Retry-After.");
    }
    all.put(500, "INTERNAL_ERROR: tell support the request_id.");
    return all;
  }

  private static String codes(int status) {
    return Arrays.stream(Code.values())
        .filter(code -> code.status() == status && !code.name().endsWith("AMBIGUOUS"))
        .map(Code::name)
        .collect(Collectors.joining(", "));
  }

  private static APIResponse response(String description) {
    return OASFactory.createAPIResponse()
        .description(description)
        .content(
            OASFactory.createContent()
                .addMediaType(
                    "application/problem+json",
                    OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM))));
  }

  private static Schema problem() {
    Schema problem =
        OASFactory.createSchema()
            .addType(Schema.SchemaType.OBJECT)
            .description("Problem details (RFC 9457). Members that do not apply are absent.");
    for (String text :
        List.of("type", "title", "detail", "instance", "code", "category", "request_id")) {
      problem.addProperty(text, OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }
    problem.addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
    problem.addProperty("retryable", OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN));
    for (String object : List.of("subject", "balance", "limit", "payment", "support")) {
      problem.addProperty(object, OASFactory.createSchema().addType(Schema.SchemaType.OBJECT));
    }
    for (String list : List.of("errors", "actions")) {
      problem.addProperty(
          list,
          OASFactory.createSchema()
              .addType(Schema.SchemaType.ARRAY)
              .items(OASFactory.createSchema().addType(Schema.SchemaType.OBJECT)));
    }
    return problem;
  }
}
