package dev.turnpike.tenants.kernel;

/** Whether money is real. Test keys act on test accounts, whose payments go to the sandbox. */
public enum Mode {
  TEST,
  LIVE
}
