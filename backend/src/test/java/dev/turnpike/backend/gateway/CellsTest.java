package dev.turnpike.backend.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CellsTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long NOW = 1_000_000 * SECOND;

  private final Cells<String> cells = new Cells<>(2);

  @Test
  void a_full_bucket_serves_its_size_at_once_and_then_one_an_interval() {
    assertEquals(0, take("a", NOW));
    assertEquals(0, take("a", NOW));
    assertEquals(0, take("a", NOW));
    assertEquals(SECOND, take("a", NOW));
    assertEquals(SECOND / 2, take("a", NOW + SECOND / 2));
    assertEquals(0, take("a", NOW + SECOND));
    assertEquals(SECOND, take("a", NOW + SECOND));
  }

  @Test
  void waiting_longer_than_told_is_never_needed() {
    for (int i = 0; i < 3; i++) {
      take("a", NOW);
    }
    long wait = take("a", NOW);
    assertEquals(0, take("a", NOW + wait));
  }

  @Test
  void a_token_given_back_can_be_taken_again() {
    for (int i = 0; i < 3; i++) {
      take("a", NOW);
    }
    cells.giveBack("a", SECOND);
    assertEquals(0, take("a", NOW));
    assertEquals(SECOND, take("a", NOW));
  }

  @Test
  void full_buckets_make_room_and_without_room_nobody_is_shut_out() {
    take("a", NOW);
    take("b", NOW);
    for (int i = 0; i < 10; i++) {
      assertEquals(0, take("c", NOW));
    }
    for (int i = 0; i < 3; i++) {
      assertEquals(0, take("c", NOW + 10 * SECOND));
    }
    assertTrue(take("c", NOW + 10 * SECOND) > 0);
  }

  @Test
  void threads_never_take_more_than_there_is() throws InterruptedException {
    Cells<String> shared = new Cells<>(10);
    AtomicInteger taken = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int t = 0; t < 4; t++) {
        threads.execute(
            () -> {
              for (int i = 0; i < 1000; i++) {
                if (shared.take("a", NOW, SECOND, 500) == 0) {
                  taken.incrementAndGet();
                }
              }
            });
      }
      threads.shutdown();
      assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
    }
    assertEquals(500, taken.get());
  }

  private long take(String key, long now) {
    return cells.take(key, now, SECOND, 3);
  }
}
