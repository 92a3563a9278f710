package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a tenant that is kept in a file. */
@MessageBundle("file")
public interface FileText {
  @Message("As a file")
  String menu();

  @Message("Your organisation as one file")
  String title();

  @Message(
      "All of it in YAML: keep it beside your code, change it there, and apply it whole or not at"
          + " all.")
  String lede();

  @Message("Download")
  String download();

  @Message("kept in {name}")
  String badge(String name);

  @Message(
      "This is kept in the file {name}. Change it there and apply it; here it can only be read.")
  String readOnly(String name);

  @Message("{name} keeps this organisation")
  String keptBy(String name);

  @Message("Applied")
  String applied();

  @Message("by")
  String by();

  @Message("from the watched directory")
  String fromDirectory();

  @Message("What the file says is read-only on these pages.")
  String keptMeans();

  @Message("People keep this organisation")
  String keptByPeople();

  @Message(
      "No file was applied yet. Download this one, change it, look at what turnpike diff says, and"
          + " apply it: from then on the file keeps what it names.")
  String howToBegin();

  @Message("Faults in the file")
  String faults();

  @Message("The watched directory holds a file that cannot be applied. Nothing of it is in force.")
  String faultsText();

  @Message("Drift")
  String drift();

  @Message("Nothing here is otherwise than the file says.")
  String noDrift();

  @Message("What is otherwise here than the file says. Applying the file again makes it so.")
  String driftText();

  @Message("Field")
  String field();

  @Message("Here")
  String here();

  @Message("In the file")
  String inFile();

  @Message("nothing")
  String nothing();

  @Message("is not here")
  String missing();

  @Message("is not in the file")
  String extra();

  @Message("The file as it would be written now")
  String text();

  @Message("Let people keep it again")
  String release();

  @Message("Let go of {name}?")
  String releaseTitle(String name);

  @Message(
      "Everything stays as it is, and people may change it on these pages again. When the file is"
          + " applied once more, it takes over again.")
  String releaseText();

  @Message("Let go")
  String releaseNow();

  @Message("People keep this organisation again.")
  String released();
}
