package dev.turnpike.tenants.kernel;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/**
 * The way back for a chain that waited on a timer: Hibernate Reactive works only on the Vert.x
 * context where its request began.
 */
public final class ThisContext {
  private ThisContext() {}

  /** Runs tasks on the context that is current now. To be asked for before the wait. */
  public static Executor executor() {
    Context context = Vertx.currentContext();
    return task -> context.runOnContext(ignored -> task.run());
  }
}
