package dev.turnpike.backend.gateway;

/** How far an origin's answer got. */
enum Delivery {
  /** All but its last byte is written. */
  WHOLE,
  /** The client left in the middle. */
  CLIENT_GONE,
  /** The origin broke off in the middle. */
  BROKEN_OFF,
  /** It could have been ended, but the charge is not known to be durable. */
  UNSETTLED
}
