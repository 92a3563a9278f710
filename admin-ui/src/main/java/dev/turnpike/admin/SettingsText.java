package dev.turnpike.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of a tenant's settings. */
@MessageBundle("storefront")
public interface SettingsText {
  @Message("Settings")
  String title();

  @Message("What developers read about you, and how your pages of the portal look.")
  String lede();

  @Message("Saved. The portal shows it from now on.")
  String saved();

  @Message("About you")
  String about();

  @Message("Name")
  String name();

  @Message("Stands on every page of yours and in every mail.")
  String nameHint();

  @Message("E-mail for support")
  String supportEmail();

  @Message("Refusals name it to callers who cannot help themselves.")
  String supportEmailHint();

  @Message("Page for support")
  String supportUrl();

  @Message("Save")
  String save();

  @Message("Colour")
  String colour();

  @Message(
      "One colour for links, buttons and gauges. It has to be readable on light pages; on dark ones it is lightened as far as it needs.")
  String colourLede();

  @Message("Your colour")
  String accent();

  @Message("Look at it")
  String preview();

  @Message("Save this colour")
  String saveColour();

  @Message("Back to Turnpike's colour")
  String withoutColour();

  @Message("Preview")
  String previewTitle();

  @Message("Readable: {contrast} to 1 on a light page; 4.50 is the least.")
  String legible(String contrast);

  @Message("Too pale: {contrast} to 1 on a light page, and text needs 4.50.")
  String pale(String contrast);

  @Message("Use {colour}, the nearest that can be read")
  String useDarker(String colour);

  @Message("Not saved yet.")
  String notKept();

  @Message("On light pages")
  String light();

  @Message("On dark pages")
  String dark();

  @Message("Subscribe")
  String sampleButton();

  @Message("What you have left this month")
  String sampleLink();

  @Message("Logo")
  String logo();

  @Message(
      "PNG or JPEG, at most 96 kB and 1,024 pixels a side. It is written anew: only the picture is kept. SVG is refused, because it is a document that can do things.")
  String logoHint();

  @Message("Your logo")
  String logoNow();

  @Message("Use this logo")
  String saveLogo();

  @Message("Remove the logo")
  String removeLogo();

  @Message("Say what you are called.")
  String nameMissing();

  @Message("At most 200 characters, please.")
  String nameTooLong();

  @Message("This is no e-mail address: it has a name, an @ and a host.")
  String emailOdd();

  @Message("An address begins with https:// and has no spaces.")
  String urlOdd();

  @Message("A colour is written with six digits, such as #0b6147.")
  String colourOdd();

  @Message("Nobody could read this colour on a light page. Take the darker one beside it.")
  String colourPale();

  @Message("Choose a file first.")
  String logoEmpty();

  @Message("The picture is larger than 96 kB. Save it smaller.")
  String logoTooLarge();

  @Message("The picture has more than 1,024 pixels a side. Save it smaller.")
  String logoTooManyPixels();

  @Message("This is neither PNG nor JPEG. Save it as PNG.")
  String logoNotPngOrJpeg();

  @Message("Save the PNG without interlacing.")
  String logoInterlaced();

  @Message("The file is damaged, or of a kind we do not read. Save it anew as PNG.")
  String logoBroken();
}
