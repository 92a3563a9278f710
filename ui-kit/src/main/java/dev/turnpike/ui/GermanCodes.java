package dev.turnpike.ui;

import dev.turnpike.tenants.decision.Code;
import java.util.List;

/**
 * What each code means and what to do about it, in German. The English is the code's own, for it is
 * what machines are answered too; a new code without its German does not compile.
 */
record GermanCodes(String title, String meaning, List<String> steps) {
  private static final String AGAIN = "Senden Sie dieselbe Anfrage noch einmal.";
  private static final String AT_ONCE =
      "Senden Sie dieselbe Anfrage noch einmal: sie geht binnen einer Sekunde durch.";
  private static final String SUPPORT = "Bleibt es so, fragen Sie den Support des Anbieters.";
  private static final String RETRY_AFTER = "Versuchen Sie es wieder, wie Retry-After sagt.";

  private static GermanCodes g(String title, String meaning, String... steps) {
    return new GermanCodes(title, meaning, List.of(steps));
  }

  static GermanCodes of(Code code) {
    return switch (code) {
      case REQUEST_MALFORMED ->
          g(
              "Fehlerhafte Anfrage",
              "Die Anfrage konnte nicht gelesen werden: ihre Form ist falsch oder mehrdeutig.",
              "Lesen Sie die Einzelheit: sie nennt, was nicht zu lesen war.",
              "Senden Sie die Anfrage mit einem gewöhnlichen HTTP-Client, der Pfade und Köpfe kodiert.");
      case REQUEST_INVALID ->
          g(
              "Ungültige Anfrage",
              "Die Anfrage wurde gelesen, aber ein Wert darin fehlt oder ist nicht erlaubt.",
              "Lesen Sie die Einzelheit und die Liste der Felder.",
              "Berichtigen Sie die Werte, und senden Sie die Anfrage noch einmal.");
      case CREDENTIAL_AMBIGUOUS ->
          g(
              "Zwei verschiedene Schlüssel",
              "Der Aufruf trägt zwei verschiedene Schlüssel; wir raten nicht, welcher zählt.",
              "Senden Sie nur einen Schlüssel.");
      case CREDENTIAL_MISSING ->
          g(
              "Schlüssel fehlt",
              "Der Aufruf trägt keinen Schlüssel; wir wissen nicht, wer aufruft.",
              "Erstellen Sie im Portal einen Schlüssel für Ihre Anwendung.",
              "Senden Sie ihn als Authorization: Bearer oder als X-API-Key.");
      case CREDENTIAL_INVALID ->
          g(
              "Schlüssel ungültig",
              "Der Schlüssel ist keiner von uns: vertippt, abgeschnitten oder nie ausgegeben.",
              "Vergleichen Sie ihn bis zum letzten Zeichen mit dem in der Einstellung Ihrer Anwendung.",
              "Ist er verloren, erstellen Sie im Portal einen neuen, und widerrufen Sie den alten.");
      case CREDENTIAL_EXPIRED ->
          g(
              "Schlüssel abgelaufen",
              "Der Schlüssel war einmal gültig, aber seine Zeit ist um.",
              "Erstellen Sie im Portal einen neuen, und setzen Sie ihn an die Stelle des alten.");
      case CREDENTIAL_REVOKED ->
          g(
              "Schlüssel widerrufen",
              "Jemand in Ihrer Organisation oder der Anbieter hat diesen Schlüssel widerrufen.",
              "Finden Sie heraus, warum: die Seite der Schlüssel im Portal sagt, wer es wann tat.",
              "Erstellen Sie einen neuen, und setzen Sie ihn an die Stelle des alten.");
      case SUBSCRIPTION_REQUIRED ->
          g(
              "Abonnement nötig",
              "Diese API kostet Geld, und Ihre Anwendung hat sie nicht abonniert.",
              "Öffnen Sie den Link, und wählen Sie einen Tarif.",
              "Bezahlen Sie den ersten Zeitraum, oder laden Sie Guthaben auf; senden Sie dann dieselbe Anfrage noch einmal.");
      case AWAITING_PAYMENT ->
          g(
              "Erste Zahlung fehlt",
              "Ihr Abonnement ist genehmigt, aber die erste Zahlung fehlt.",
              "Öffnen Sie den Link, und bezahlen Sie.",
              AT_ONCE);
      case SUBSCRIPTION_EXPIRED ->
          g(
              "Abonnement abgelaufen",
              "Ihr Abonnement dieser API ist abgelaufen.",
              "Öffnen Sie den Link, und verlängern Sie es; Schlüssel und Einstellungen sind noch da.",
              AGAIN);
      case SUBSCRIPTION_CANCELED ->
          g(
              "Abonnement gekündigt",
              "Ihr Abonnement dieser API ist gekündigt, und sein letzter Zeitraum ist vorbei.",
              "Öffnen Sie den Link, und verlängern Sie es, oder wählen Sie einen anderen Tarif.",
              AGAIN);
      case SUBSCRIPTION_PAUSED ->
          g(
              "Abonnement angehalten",
              "Jemand in Ihrer Organisation hat dieses Abonnement angehalten.",
              "Öffnen Sie den Link, und setzen Sie es fort.",
              AGAIN);
      case TRIAL_ENDED ->
          g(
              "Probezeit vorbei",
              "Ihre Probezeit ist vorbei, und danach wurde kein Tarif gewählt.",
              "Öffnen Sie den Link, wählen Sie einen Tarif, und hinterlegen Sie eine Karte.",
              AGAIN);
      case NOT_ELIGIBLE ->
          g(
              "Nicht berechtigt",
              "Das eigene System des Anbieters sagt, dass dieses Abonnement zurzeit nicht genutzt werden darf.",
              "Lesen Sie den Grund des Anbieters in der Einzelheit.",
              "Klären Sie es mit dem Anbieter; Aufrufe gehen binnen Sekunden wieder durch.");
      case PAYMENT_OVERDUE ->
          g(
              "Zahlung überfällig",
              "Die Zahlung Ihrer letzten Rechnung ist gescheitert, und die Frist ist vorbei.",
              "Öffnen Sie den Link: er zeigt die Rechnung und warum die Zahlung gescheitert ist.",
              "Bezahlen Sie sie, wenn nötig mit einer anderen Karte.",
              AT_ONCE);
      case PAYMENT_METHOD_REQUIRED ->
          g(
              "Karte nötig",
              "Dieser Tarif kostet Geld, und Ihr Konto hat keine Karte.",
              "Öffnen Sie den Link, und hinterlegen Sie eine Karte.");
      case PAYMENT_METHOD_EXPIRED ->
          g(
              "Karte abgelaufen",
              "Die Karte Ihres Kontos ist abgelaufen.",
              "Öffnen Sie den Link, und ersetzen Sie die Karte.");
      case PAYMENT_ACTION_REQUIRED ->
          g(
              "Ihre Bestätigung fehlt",
              "Ihre Bank möchte, dass Sie die Zahlung bestätigen.",
              "Öffnen Sie den Link, und bestätigen Sie die Zahlung bei Ihrer Bank.");
      case PAYMENT_DECLINED ->
          g(
              "Zahlung abgelehnt",
              "Die Zahlung wurde abgelehnt; nichts wurde abgebucht.",
              "Lesen Sie den Grund unter payment.",
              "Berichtigen Sie die Karte, oder nehmen Sie eine andere.");
      case PLAN_UPGRADE_REQUIRED ->
          g(
              "Größerer Tarif nötig",
              "Ihr Tarif enthält diese Operation nicht; ein größerer enthält sie.",
              "Öffnen Sie den Link, und vergleichen Sie die Tarife.",
              "Wechseln Sie: Ihre Schlüssel bleiben dieselben.",
              AGAIN);
      case MODEL_NOT_IN_PLAN ->
          g(
              "Modell nicht in Ihrem Tarif",
              "Ihr Tarif enthält dieses Modell nicht; ein größerer enthält es.",
              "Wechseln Sie den Tarif, oder nennen Sie ein Modell, das Ihrer enthält.");
      case QUOTA_EXHAUSTED ->
          g(
              "Kontingent aufgebraucht",
              "Die Aufrufe, die Ihr Tarif in diesem Zeitraum enthält, sind verbraucht.",
              "Öffnen Sie den Link, und nehmen Sie einen größeren Tarif.",
              "Oder warten Sie, bis die Grenze neu beginnt: die Antwort sagt, wann.");
      case FREE_TIER_EXHAUSTED ->
          g(
              "Kostenloses Kontingent aufgebraucht",
              "Die kostenlosen Aufrufe dieses Zeitraums sind verbraucht.",
              "Öffnen Sie den Link, und wählen Sie einen bezahlten Tarif, um sofort weiterzumachen.",
              "Oder warten Sie, bis die Grenze neu beginnt: die Antwort sagt, wann.");
      case INSUFFICIENT_CREDITS ->
          g(
              "Guthaben reicht nicht",
              "Ihr Guthaben deckt nicht, was dieser Aufruf kostet.",
              "Öffnen Sie den Link, und laden Sie Guthaben auf.",
              AT_ONCE);
      case CREDITS_HELD ->
          g(
              "Guthaben von laufenden Aufrufen gehalten",
              "Ihr Guthaben reicht, aber Aufrufe, die noch laufen, halten es.",
              "Warten Sie einen Augenblick, oder rufen Sie weniger gleichzeitig auf.",
              "Oder laden Sie Guthaben auf.");
      case BUDGET_EXHAUSTED ->
          g(
              "Budget aufgebraucht",
              "Ein Budget Ihrer eigenen Organisation ist aufgebraucht.",
              "Bitten Sie den Inhaber des Budgets um mehr, oder warten Sie auf den nächsten Zeitraum.");
      case SPEND_LIMIT_REACHED ->
          g(
              "Ausgabengrenze erreicht",
              "Ihre Ausgaben haben die Grenze erreicht, die Ihre Organisation gesetzt hat.",
              "Ein Inhaber Ihrer Organisation kann sie anheben.");
      case PUBLISHER_SUSPENDED ->
          g(
              "Ihre Organisation ist ausgesetzt",
              "Ihre Organisation ist auf der Plattform ausgesetzt, bis ihre eigene Rechnung bezahlt ist.",
              "Ein Inhaber kann sich anmelden, die Rechnung sehen und bezahlen; das geht immer.");
      case NOT_SUBSCRIBED ->
          g(
              "Nicht abonniert",
              "Diese Anwendung hat die API nicht abonniert. Das Abonnement kostet nichts.",
              "Abonnieren Sie im Portal einen der Tarife für die Anwendung.",
              AGAIN);
      case SUBSCRIPTION_PENDING_APPROVAL ->
          g(
              "Abonnement wartet auf Zustimmung",
              "Das Abonnement ist beantragt, und jemand hat noch nicht entschieden. Bezahlen hilft nicht.",
              "Sehen Sie sich den Antrag im Portal an: er sagt, wer an der Reihe ist.",
              "Sind Sie es, vervollständigen Sie ihn; sonst warten Sie, oder fragen Sie den Anbieter.");
      case SUBSCRIPTION_REJECTED ->
          g(
              "Antrag abgelehnt",
              "Der Antrag auf ein Abonnement wurde abgelehnt.",
              "Lesen Sie den Grund auf der Seite des Antrags.",
              "Fragen Sie den Anbieter, oder stellen Sie einen neuen Antrag, der den Grund beantwortet.");
      case SUBSCRIPTION_BLOCKED ->
          g(
              "Abonnement gesperrt",
              "Der Anbieter hat dieses Abonnement gesperrt, und nicht wegen Geld.",
              "Lesen Sie den Grund auf der Seite des Abonnements.",
              "Fragen Sie den Support des Anbieters.");
      case CONSUMER_SUSPENDED ->
          g(
              "Ihre Organisation ist ausgesetzt",
              "Ihre Organisation ist auf der Plattform ausgesetzt, und nicht wegen Geld.",
              "Ein Inhaber Ihrer Organisation sollte den Betreiber der Plattform fragen.");
      case CONTENT_BLOCKED ->
          g(
              "Inhalt gesperrt",
              "Die Regeln des Anbieters lassen diesen Inhalt nicht durch.",
              "Ändern Sie den Inhalt, oder fragen Sie den Anbieter, welche Regel es war.");
      case FORBIDDEN ->
          g(
              "Nicht erlaubt",
              "Sie sind bekannt, aber dieser Aufruf ist Ihnen nicht erlaubt. Bezahlen hilft nicht.",
              "Bitten Sie den Anbieter um die Erlaubnis, oder nehmen Sie einen Schlüssel, der sie hat.");
      case NOT_FOUND ->
          g(
              "Nicht gefunden",
              "An dieser Adresse ist nichts, oder nichts, wovon Sie wissen dürfen.",
              "Prüfen Sie Anbieter, API und Pfad auf Tippfehler.",
              "Ist die API nicht öffentlich, nehmen Sie einen Schlüssel einer Organisation, der sie gezeigt wurde.");
      case METHOD_NOT_ALLOWED ->
          g(
              "Methode nicht erlaubt",
              "Den Pfad gibt es, aber nicht mit dieser Methode.",
              "Nehmen Sie eine der Methoden, die der Kopf Allow nennt.");
      case NOT_ACCEPTABLE ->
          g(
              "Nicht annehmbar",
              "Nichts, was hier geantwortet werden kann, passt zum Kopf Accept.",
              "Weiten Sie Accept, zum Beispiel auf application/json.");
      case CONFLICT ->
          g(
              "Widerspruch",
              "Jemand anderes hat dasselbe zuerst geändert, oder es ist inzwischen in einem anderen Stand.",
              "Lesen Sie es noch einmal, und wiederholen Sie die Änderung, wenn sie noch Sinn ergibt.");
      case IDEMPOTENCY_IN_PROGRESS ->
          g(
              "Erster Versuch läuft noch",
              "Die erste Anfrage mit diesem Idempotency-Key ist noch nicht beantwortet.",
              "Warten Sie so lange, wie Retry-After sagt, und senden Sie dann dieselbe Anfrage noch einmal.");
      case API_RETIRED ->
          g(
              "API eingestellt",
              "Der Anbieter hat diese API eingestellt; sie kommt nicht wieder.",
              "Suchen Sie im Katalog des Anbieters nach der API, die an ihre Stelle tritt.",
              "Fragen Sie den Support des Anbieters.");
      case MAX_COST_EXCEEDED ->
          g(
              "Kostet mehr, als Sie erlauben",
              "Der Aufruf kann mehr kosten, als sein Kopf Max-Cost erlaubt; nichts wurde berechnet.",
              "Erhöhen Sie Max-Cost, oder machen Sie die Anfrage kleiner.");
      case BODY_TOO_LARGE ->
          g(
              "Inhalt zu groß",
              "Der Inhalt ist größer, als diese API annimmt.",
              "Senden Sie weniger oder in mehreren Anfragen.");
      case URI_TOO_LONG ->
          g(
              "Adresse zu lang",
              "Die Adresse ist länger als 8 KiB.",
              "Senden Sie lange Werte stattdessen im Inhalt.");
      case IDEMPOTENCY_MISMATCH ->
          g(
              "Idempotency-Key schon benutzt",
              "Dieser Idempotency-Key wurde schon mit einem anderen Inhalt benutzt.",
              "Nehmen Sie einen neuen für eine neue Anfrage und den alten nur für genaue Wiederholungen.");
      case RATE_LIMITED ->
          g(
              "Zu viele Anfragen",
              "Sie rufen schneller auf, als Ihr Tarif erlaubt. Warten hilft; bezahlen müssen Sie nicht.",
              "Warten Sie so lange, wie der Kopf Retry-After sagt.",
              "Verteilen Sie die Aufrufe; die Köpfe RateLimit sagen, wie viele übrig sind.");
      case HEADERS_TOO_LARGE ->
          g(
              "Köpfe zu groß",
              "Es sind mehr als 100 Köpfe, oder sie sind zu lang.",
              "Senden Sie weniger oder kürzere; meist liegt es an Cookies.");
      case INTERNAL_ERROR ->
          g(
              "Interner Fehler",
              "Bei uns ist etwas schiefgegangen. Es wurde nichts berechnet.",
              "Versuchen Sie es noch einmal; bleibt es so, nennen Sie dem Support die Nummer der Anfrage.");
      case UNSUPPORTED ->
          g(
              "Nicht unterstützt",
              "Die Anfrage benutzt einen Teil von HTTP, den es hier nicht gibt.",
              "Lesen Sie die Einzelheit, und nehmen Sie, was sie vorschlägt.");
      case ORIGIN_BILLING ->
          g(
              "Ein Lieferant des Anbieters hat abgelehnt",
              "Ein Lieferant des Anbieters hat den Aufruf abgelehnt. Sie schulden nichts, und nichts wurde berechnet.",
              "Der Anbieter weiß davon; versuchen Sie es später, oder fragen Sie seinen Support.");
      case ORIGIN_RESET ->
          g(
              "Verbindung zum Anbieter abgebrochen",
              "Der Server des Anbieters hat die Verbindung abgebrochen, bevor er geantwortet hatte.",
              "Versuchen Sie es noch einmal, wenn der Aufruf wiederholt werden darf.",
              SUPPORT);
      case ORIGIN_INVALID ->
          g(
              "Ungültige Antwort des Anbieters",
              "Der Server des Anbieters hat etwas geantwortet, das kein gültiges HTTP ist.",
              "Fragen Sie den Support des Anbieters, und nennen Sie die Nummer der Anfrage.");
      case TENANT_UNAVAILABLE ->
          g(
              "Zurzeit nicht verfügbar",
              "Die APIs des Anbieters sind zurzeit nicht verfügbar. An Ihrem Konto liegt es nicht.",
              "Versuchen Sie es später, oder fragen Sie den Support des Anbieters.");
      case BILLING_UNAVAILABLE ->
          g(
              "Abrechnung nicht verfügbar",
              "Wir können zurzeit nicht sagen, ob dieser Aufruf bezahlt ist; darum wurde nichts berechnet.",
              RETRY_AFTER);
      case ORIGIN_UNREACHABLE ->
          g(
              "Anbieter nicht erreichbar",
              "Der Server des Anbieters war nicht zu erreichen. Es wurde nichts berechnet.",
              "Versuchen Sie es gleich noch einmal.",
              SUPPORT);
      case OVERLOADED ->
          g("Überlastet", "Das Gateway hat im Augenblick zu viel zu tun.", RETRY_AFTER);
      case MAINTENANCE -> g("Wartung", "Die Plattform wird gewartet.", RETRY_AFTER);
      case SNAPSHOT_STALE ->
          g(
              "Stand veraltet",
              "Dieser Knoten hat zu lange nichts von Änderungen gehört und rät nicht.",
              "Versuchen Sie es noch einmal: vielleicht antwortet ein anderer.");
      case ORIGIN_TIMEOUT ->
          g(
              "Der Anbieter hat nicht rechtzeitig geantwortet",
              "Der Server des Anbieters hat nicht rechtzeitig geantwortet.",
              "Prüfen Sie, ob der Aufruf gewirkt hat, bevor Sie ihn wiederholen.",
              SUPPORT);
    };
  }
}
