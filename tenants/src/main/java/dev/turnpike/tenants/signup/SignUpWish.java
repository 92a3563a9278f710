package dev.turnpike.tenants.signup;

/**
 * What somebody wrote to sign up.
 *
 * @param organisation the name of the tenant; blank for a lone developer, whose own name it gets
 * @param publisher the slug of whose portal they came from; blank for the platform's
 * @param back the path to go on at, once verified
 */
public record SignUpWish(
    String email,
    String name,
    String organisation,
    String password,
    String publisher,
    String back) {
  @Override
  public String toString() {
    return "sign-up of " + email;
  }
}
