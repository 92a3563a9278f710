package dev.turnpike.portal;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of an API's reference. */
@MessageBundle("reference")
public interface ReferenceText {
  @Message("{api} reference")
  String titleOf(String api);

  @Message("Part of a name, a path or a summary")
  String search();

  @Message("Show")
  String show();

  @Message("Show all")
  String showAll();

  @Message("Parts of the reference")
  String parts();

  @Message("Groups")
  String groups();

  @Message("Operations")
  String operations();

  @Message("Schemas")
  String schemas();

  @Message("OpenAPI document")
  String document();

  @Message("Call")
  String call();

  @Message("What it does")
  String what();

  @Message("deprecated")
  String isDeprecated();

  @Message("Nothing matches.")
  String noMatch();

  @Message("Everything below the address is passed on; there is no list of operations.")
  String anyCall();

  @Message("Pages")
  String pages();

  @Message("Earlier")
  String earlier();

  @Message("More")
  String later();

  @Message("others")
  String untagged();

  @Message("Deprecated from {day}.")
  String deprecated(String day);

  @Message("It stops to answer on {day}.")
  String sunset(String day);

  @Message("Use {successor} instead.")
  String successor(String successor);

  @Message("Retired: every call is answered with 410.")
  String retired();

  @Message("What it takes")
  String takes();

  @Message("Nothing besides its address.")
  String takesNothing();

  @Message("What it answers")
  String answers();

  @Message("Whatever the origin answers; nothing is written down.")
  String answersUnknown();

  @Message("There is more than this page can hold; it is all in the")
  String cut();

  @Message("What it costs")
  String costs();

  @Message("Plan")
  String plan();

  @Message("Price")
  String price();

  @Message("Limits, and what happens behind them")
  String limits();

  @Message("not included: 402")
  String notIncluded();

  @Message("No plan with this API is on sale.")
  String noPlans();

  @Message("How it is refused")
  String refusals();

  @Message(
      "402 means that money, a plan or a raised limit helps at once; 429 means that waiting helps."
          + " Refused calls cost nothing.")
  String refusalsText();

  @Message("Code")
  String code();

  @Message("What to do")
  String todo();

  @Message("Under")
  String underPlans();

  @Message("any plan")
  String anyPlan();

  @Message("Code")
  String samples();

  @Message(
      "Each handles a 402: it keeps the whole answer, shows the link that helps and does not try"
          + " again by itself.")
  String samplesText();

  @Message("Members")
  String members();

  @Message("Name")
  String name();

  @Message("Type")
  String type();

  @Message("Meaning")
  String meaning();

  @Message("required")
  String required();

  @Message("Example")
  String example();

  @Message("free of charge under every plan")
  String free();

  @Message("requires payment")
  String paid();

  @Message("free or paid, by plan")
  String freeOrPaid();

  @Message("not sold in any plan")
  String notSold();

  @Message("one of: {value}")
  String oneOf(String value);

  @Message("always: {value}")
  String constant(String value);

  @Message("default: {value}")
  String usual(String value);

  @Message("at least {value}")
  String least(String value);

  @Message("at most {value}")
  String most(String value);

  @Message("more than {value}")
  String moreThan(String value);

  @Message("less than {value}")
  String lessThan(String value);

  @Message("at least {value} characters")
  String shortest(String value);

  @Message("at most {value} characters")
  String longest(String value);

  @Message("at least {value} items")
  String fewest(String value);

  @Message("at most {value} items")
  String mostItems(String value);

  @Message("pattern: {value}")
  String pattern(String value);

  @Message("example: {value}")
  String exampleOf(String value);
}
