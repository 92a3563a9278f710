package dev.turnpike.tenants.notice;

/** The words of letters, in the language of whoever caused them. Implemented with the pages. */
public interface LetterWords {
  /** To somebody who signs up: is this address yours? */
  Letters.Words verify(String name);

  /** To somebody who signs up with an address that has an account. */
  Letters.Words known();

  /** To somebody who forgot the password. */
  Letters.Words reset(String name);

  /** After a password was changed or reset. */
  Letters.Words passwordChanged();

  /** To somebody who is asked to join. */
  Letters.Words invited(String inviter, String tenant);

  /** To somebody whom a publisher wants as a consumer. */
  Letters.Words welcomed(String inviter, String publisher);

  /** To a publisher's people who may let a consumer in. */
  Letters.Words knocked(String consumer, String publisher);

  /** To whoever asked to be let in. */
  Letters.Words admitted(String consumer, String publisher);

  /** To whoever asked to be let in. */
  Letters.Words refused(String consumer, String publisher, String reason);
}
