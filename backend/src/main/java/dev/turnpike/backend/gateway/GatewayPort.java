package dev.turnpike.backend.gateway;

import jakarta.inject.Singleton;

/** Where the gateway listens, for those who have to tell people. */
@Singleton
public class GatewayPort {
  private final DataPlane dataPlane;

  GatewayPort(DataPlane dataPlane) {
    this.dataPlane = dataPlane;
  }

  /** 0 before it listens. */
  public int number() {
    return dataPlane.port();
  }
}
