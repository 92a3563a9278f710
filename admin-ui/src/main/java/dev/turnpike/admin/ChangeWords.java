package dev.turnpike.admin;

import dev.turnpike.tenants.openapi.Change;
import dev.turnpike.tenants.openapi.Finding;

/** What a diff and a report tell, in the reader's words. */
final class ChangeWords {
  private ChangeWords() {}

  static String of(Change.What what, ApiText text) {
    return switch (what) {
      case OPERATION_GONE -> text.operationGone();
      case ROUTE -> text.routeChanged();
      case OPERATION_NEW -> text.operationNew();
      case DEPRECATED -> text.nowDeprecated();
      case ORIGIN -> text.originChanged();
      case ENDS -> text.endChanged();
      case PARAMETER_REQUIRED -> text.parameterRequired();
      case PARAMETER_OPTIONAL -> text.parameterOptional();
      case PARAMETER_NEW -> text.parameterNew();
      case PARAMETER_GONE -> text.parameterGone();
      case REQUEST_REQUIRED -> text.requestRequired();
      case REQUEST_MEDIA_GONE -> text.requestMediaGone();
      case REQUEST_MEMBER_REQUIRED -> text.requestMemberRequired();
      case REQUEST_MEMBER_GONE -> text.requestMemberGone();
      case REQUEST_MEMBER_NEW -> text.requestMemberNew();
      case REQUEST_TYPE -> text.requestType();
      case REQUEST_VALUE_GONE -> text.requestValueGone();
      case REQUEST_NARROWED -> text.requestNarrowed();
      case ANSWER_GONE -> text.answerGone();
      case ANSWER_MEDIA_GONE -> text.answerMediaGone();
      case ANSWER_MEMBER_GONE -> text.answerMemberGone();
      case ANSWER_TYPE -> text.answerType();
      case ANSWER_MEMBER_OPTIONAL -> text.answerMemberOptional();
      case ANSWER_MAY_BE_NULL -> text.answerMayBeNull();
      case ANSWER_VALUE_NEW -> text.answerValueNew();
      case ANSWER_NEW -> text.answerNew();
      case ANSWER_MEMBER_NEW -> text.answerMemberNew();
    };
  }

  static String of(Finding.What what, ApiText text) {
    return switch (what) {
      case OPERATION -> text.foundOperation();
      case SCHEMAS -> text.foundSchemas();
      case EXAMPLES -> text.foundExamples();
      case SERVER -> text.foundServer();
      case IDEMPOTENCY -> text.foundIdempotency();
      case ID_MADE -> text.idMade();
      case ID_CLEANED -> text.idCleaned();
      case ID_TWICE -> text.idTwice();
      case ID_KEPT -> text.idKept();
      case SEGMENT_WIDENED -> text.segmentWidened();
      case SUMMARY_CUT -> text.summaryCut();
      case SERVER_VARIABLES -> text.serverVariables();
      case TITLE_MISSING -> text.titleMissing();
      case SECURITY -> text.securityIgnored();
      case SERVER_RELATIVE -> text.serverRelative();
      case SERVER_OTHER -> text.serverOther();
      case METHOD -> text.methodIgnored();
      case PATH_BROKEN -> text.pathBroken();
      case PATH_QUERY -> text.pathQuery();
      case SAME_ROUTE -> text.sameRoute();
      case CALLBACKS -> text.callbacksIgnored();
      case LINKS -> text.linksIgnored();
      case WEBHOOKS -> text.webhooksIgnored();
      case EXTENSION -> text.extensionIgnored();
      case REFERENCE_ELSEWHERE -> text.referenceElsewhere();
      case REFERENCE_BROKEN -> text.referenceBroken();
    };
  }
}
