package dev.turnpike.backend.boot;

/** Told what a start is doing now, so that a newcomer who waits knows what for. */
@FunctionalInterface
interface Progress {
  void step(String what);
}
