package dev.turnpike.ui;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What a plan costs, in words, and what a month would cost by it. */
@MessageBundle("plan")
public interface PlanText {
  @Message("no fee")
  String nothing();

  @Message("{amount} a {period}")
  String fee(String amount, String period);

  @Message("{amount} once, at the start")
  String setup(String amount);

  @Message("the first {days} days cost nothing")
  String trial(int days);

  @Message("{amount} a {unit}")
  String each(String amount, String unit);

  @Message("{amount} for {count} {units}")
  String eachOf(String amount, String count, String units);

  @Message("{amount} for each started {count} {units}")
  String pack(String amount, String count, String units);

  @Message("{price} up to {count}")
  String tier(String count, String price);

  @Message("{price} above")
  String lastTier(String price);

  @Message("each of the {units}: {tiers}")
  String graduated(String units, String tiers);

  @Message("all {units} at the price of the count reached: {tiers}")
  String volume(String units, String tiers);

  @Message("{count} {units} a {period} included, then {price}")
  String included(String count, String units, String period, String price);

  @Message("{count} {units} a {period} included, then 402 until the next {period}")
  String includedOnly(String count, String units, String period);

  @Message("{price}; at most {cap} a {period}, then 402")
  String capped(String price, String cap, String period);

  @Message("{model}: {input} in, {cached} cached, {output} out for 1,000,000 tokens")
  String model(String model, String input, String cached, String output);

  @Message("{count} {units} a {window}")
  String limit(String count, String units, String window);

  @Message("call")
  String request();

  @Message("calls")
  String requests();

  @Message("byte")
  String aByte();

  @Message("bytes")
  String bytes();

  @Message("input token")
  String inputToken();

  @Message("input tokens")
  String inputTokens();

  @Message("output token")
  String outputToken();

  @Message("output tokens")
  String outputTokens();

  @Message("cached token")
  String cachedToken();

  @Message("cached tokens")
  String cachedTokens();

  @Message("inference")
  String inference();

  @Message("inferences")
  String inferences();

  @Message("second")
  String second();

  @Message("seconds")
  String seconds();

  @Message("Plan")
  String plan();

  @Message("What it is made of")
  String lines();

  @Message("A month")
  String month();

  @Message("Once")
  String once();

  @Message("cheapest")
  String cheapest();

  @Message("fee of a {period}")
  String feeLine(String period);

  @Message("{count} {units}")
  String useLine(String count, String units);

  @Message("{count} {units}, {free} of them included")
  String useLineIncluded(String count, String units, String free);

  @Message("{amount} a {period}")
  String perPeriod(String amount, String period);

  @Message("does not suffice: it ends at {limit}")
  String stops(String limit);

  @Message("{plan}: {amount} a month")
  String barLabel(String plan, String amount);

  @Message("Each month")
  String eachMonth();

  @Message("Model")
  String chooseModel();

  @Message("any other")
  String noModel();
}
