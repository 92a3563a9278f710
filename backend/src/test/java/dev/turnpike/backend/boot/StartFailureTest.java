package dev.turnpike.backend.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.QuarkusBindException;
import java.net.BindException;
import org.junit.jupiter.api.Test;

class StartFailureTest {
  @Test
  void a_port_in_use_is_told_in_one_line() {
    assertEquals(
        "Port 8080 is in use by another process. Choose another.",
        StartFailure.told(
            new RuntimeException(
                new QuarkusBindException("localhost", 8080, new BindException()))));
    assertEquals(
        "A port is in use by another process: 127.0.0.1:8000. Choose another.",
        StartFailure.told(new IllegalStateException(new BindException("127.0.0.1:8000"))));
  }

  @Test
  void what_is_not_known_is_told_in_full() {
    String told = StartFailure.told(new IllegalStateException("V7 is damaged"));
    assertTrue(told.startsWith("Turnpike cannot start: java.lang.IllegalStateException: V7"));
    assertTrue(told.contains("at dev.turnpike.backend.boot.StartFailureTest"));
  }
}
