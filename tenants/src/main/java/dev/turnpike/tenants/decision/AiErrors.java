package dev.turnpike.tenants.decision;

/** What the AI vendors' own clients call our codes; they choose their exceptions by it. */
final class AiErrors {
  private AiErrors() {}

  static String openAi(Code code) {
    return switch (code.status()) {
      case 401 -> "authentication_error";
      case 402 -> "insufficient_quota";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 429 -> "rate_limit_exceeded";
      default -> code.status() < 500 ? "invalid_request_error" : "server_error";
    };
  }

  static String anthropic(Code code) {
    return switch (code.status()) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503 -> "overloaded_error";
      case 504 -> "timeout_error";
      default -> code.status() < 500 ? "invalid_request_error" : "api_error";
    };
  }
}
