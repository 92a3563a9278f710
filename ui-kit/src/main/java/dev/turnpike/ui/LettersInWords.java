package dev.turnpike.ui;

import dev.turnpike.tenants.notice.LetterWords;
import dev.turnpike.tenants.notice.Letters.Words;
import jakarta.enterprise.context.ApplicationScoped;

/** Letters from the message bundle, in the language of whoever caused them. */
@ApplicationScoped
class LettersInWords implements LetterWords {
  private final LetterText text;

  LettersInWords(LetterText text) {
    this.text = text;
  }

  @Override
  public Words verify(String name) {
    return new Words(text.verify(), text.verifyBody(name));
  }

  @Override
  public Words known() {
    return new Words(text.known(), text.knownBody());
  }

  @Override
  public Words reset(String name) {
    return new Words(text.reset(), text.resetBody(name));
  }

  @Override
  public Words passwordChanged() {
    return new Words(text.passwordChanged(), text.passwordChangedBody());
  }

  @Override
  public Words invited(String inviter, String tenant) {
    return new Words(text.invited(inviter, tenant), text.invitedBody(inviter, tenant));
  }

  @Override
  public Words welcomed(String inviter, String publisher) {
    return new Words(text.welcomed(publisher), text.welcomedBody(inviter, publisher));
  }

  @Override
  public Words knocked(String consumer, String publisher) {
    return new Words(text.knocked(consumer), text.knockedBody(consumer, publisher));
  }

  @Override
  public Words admitted(String consumer, String publisher) {
    return new Words(text.admitted(publisher), text.admittedBody(consumer, publisher));
  }

  @Override
  public Words refused(String consumer, String publisher, String reason) {
    return new Words(text.refused(publisher), text.refusedBody(publisher, consumer, reason));
  }
}
