package dev.turnpike.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the shell needs to know around a page's own content. Immutable; start with {@link #titled}
 * and add what the page has. Every checked template that includes {@code ui/shell} takes one as its
 * parameter {@code page}.
 *
 * @param title the window's title, without the site's name
 * @param site the name beside the mark: the platform's, or the publisher's
 * @param home where the mark leads
 * @param language an IETF tag for {@code lang}, the reader's
 * @param theme {@code light} or {@code dark} when the reader chose, else null: the device decides
 * @param brandStylesheet address of a stylesheet that sets brand tokens, or null
 * @param logo address of the picture beside the name instead of our mark, or null
 * @param logIn where an anonymous visitor logs in; null hides the link
 * @param sampleData whether to warn that everything on the page is made up
 */
public record Page(
    String title,
    String site,
    String home,
    String language,
    @Nullable String theme,
    @Nullable String brandStylesheet,
    @Nullable String logo,
    List<Link> menu,
    @Nullable Visitor visitor,
    @Nullable String logIn,
    boolean sampleData) {

  /** One entry of the main menu; {@code current} marks the page being shown. */
  public record Link(String label, String href, boolean current) {}

  /**
   * The person logged in.
   *
   * @param detail a second line, such as the tenant they act for
   * @param logOut where the log-out form posts to
   */
  public record Visitor(String name, String detail, String logOut) {}

  public static Page titled(String title) {
    Reader reader = Reader.current();
    return new Page(
        title,
        "Turnpike",
        "/",
        reader.language().tag(),
        reader.theme(),
        null,
        null,
        List.of(),
        null,
        null,
        false);
  }

  public Page site(String name, String href) {
    return new Page(
        title,
        name,
        href,
        language,
        theme,
        brandStylesheet,
        logo,
        menu,
        visitor,
        logIn,
        sampleData);
  }

  public Page brandStylesheet(String href) {
    return new Page(
        title, site, home, language, theme, href, logo, menu, visitor, logIn, sampleData);
  }

  public Page logo(String href) {
    return new Page(
        title,
        site,
        home,
        language,
        theme,
        brandStylesheet,
        href,
        menu,
        visitor,
        logIn,
        sampleData);
  }

  public Page theme(@Nullable String choice) {
    String known = "light".equals(choice) || "dark".equals(choice) ? choice : null;
    return new Page(
        title,
        site,
        home,
        language,
        known,
        brandStylesheet,
        logo,
        menu,
        visitor,
        logIn,
        sampleData);
  }

  public Page menu(List<Link> links) {
    return new Page(
        title,
        site,
        home,
        language,
        theme,
        brandStylesheet,
        logo,
        links,
        visitor,
        logIn,
        sampleData);
  }

  public Page visitor(Visitor person) {
    return new Page(
        title, site, home, language, theme, brandStylesheet, logo, menu, person, null, sampleData);
  }

  public Page logIn(String href) {
    return new Page(
        title, site, home, language, theme, brandStylesheet, logo, menu, null, href, sampleData);
  }

  public Page sampleData(boolean shown) {
    return new Page(
        title, site, home, language, theme, brandStylesheet, logo, menu, visitor, logIn, shown);
  }
}
