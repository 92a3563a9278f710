package dev.turnpike.portal;

/** The page needs to know who asks: an expected answer, carried to {@link LogInRedirect}. */
final class LogInFirst extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String address;

  LogInFirst(String address) {
    super(address, null, false, false);
    this.address = address;
  }

  String address() {
    return address;
  }
}
