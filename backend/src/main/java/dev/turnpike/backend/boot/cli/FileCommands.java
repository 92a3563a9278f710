package dev.turnpike.backend.boot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.backend.boot.cli.ManagementApi.Answer;
import dev.turnpike.backend.boot.cli.ManagementApi.Unusable;
import dev.turnpike.tenants.definition.TenantText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries a command out. Its exit status: 0 done, or nothing to do; 1 faults, differences, or no
 * yes; 2 nothing could be done at all.
 */
public final class FileCommands {
  private static final int DONE = 0;
  private static final int NOT_SO = 1;
  private static final int TROUBLE = 2;
  private static final int INVALID = 400;
  private static final int LONGEST_VALUE = 200;

  private final Terminal terminal;

  public FileCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  /** A file as it was read. */
  private record Source(String name, String text) {}

  public int run(FileCommand command) {
    try {
      ManagementApi api = new ManagementApi(command.url(), terminal);
      if (command.verb() == FileCommand.Verb.EXPORT) {
        return export(api, String.valueOf(command.tenant()));
      }
      List<Source> sources = new ArrayList<>();
      for (String file : command.files()) {
        sources.add(read(file));
      }
      int worst = DONE;
      for (Source source : sources) {
        worst = Math.max(worst, run(command, api, source));
      }
      return worst;
    } catch (Unusable unusable) {
      terminal.err().println(unusable.getMessage());
      return TROUBLE;
    }
  }

  private int run(FileCommand command, ManagementApi api, Source source) throws Unusable {
    String tenant = valid(source, command.verb() == FileCommand.Verb.VALIDATE);
    if (tenant == null) {
      return NOT_SO;
    }
    return switch (command.verb()) {
      case VALIDATE -> DONE;
      case DIFF -> diff(api, source, tenant);
      case APPLY -> apply(command, api, source, tenant);
      case EXPORT -> throw new IllegalStateException("export reads no file");
    };
  }

  /** The tenant's slug; null when there are faults, each of which was told. */
  private @Nullable String valid(Source source, boolean tells) {
    return switch (TenantText.read(source.text())) {
      case TenantText.Good(var file, var doubts) -> {
        if (tells && !doubts.isEmpty()) {
          yield tell(source, doubts);
        }
        if (tells) {
          terminal.out().println(source.name() + ": no fault");
        }
        yield file.tenant();
      }
      case TenantText.Bad(var faults) -> tell(source, faults);
    };
  }

  private @Nullable String tell(Source source, List<TenantText.Wrong> faults) {
    faults.forEach(fault -> terminal.err().println(source.name() + ":" + fault));
    terminal.err().println(count(faults.size(), "fault") + "; nothing was changed.");
    return null;
  }

  private int export(ManagementApi api, String tenant) throws Unusable {
    Answer answer = api.export(tenant);
    if (!answer.isGood()) {
      return refused(api, tenant, answer);
    }
    terminal.out().print(answer.body());
    terminal.out().flush();
    return DONE;
  }

  private int diff(ManagementApi api, Source source, String tenant) throws Unusable {
    Answer answer = api.plan(tenant, source.text());
    if (!answer.isGood()) {
      return refused(api, source.name(), answer);
    }
    return show(api.json(answer), source) ? NOT_SO : DONE;
  }

  private int apply(FileCommand command, ManagementApi api, Source source, String tenant)
      throws Unusable {
    Answer planned = api.plan(tenant, source.text());
    if (!planned.isGood()) {
      return refused(api, source.name(), planned);
    }
    JsonNode plan = api.json(planned);
    boolean changes = show(plan, source);
    if (changes && !command.yes() && !terminal.agrees("Apply this? Type yes: ")) {
      terminal.err().println("Nothing was changed. Say yes, or run it with --yes.");
      return NOT_SO;
    }
    String name =
        source.name().equals("-")
            ? tenant + ".yaml"
            : String.valueOf(Path.of(source.name()).getFileName());
    Answer applied = api.apply(tenant, name, plan.path("digest").asText(), source.text());
    if (!applied.isGood()) {
      return refused(api, source.name(), applied);
    }
    terminal
        .out()
        .println(
            changes
                ? "Applied. " + name + " keeps " + tenant + "."
                : name + " keeps " + tenant + ".");
    return DONE;
  }

  /** Whether there is anything to change. */
  private boolean show(JsonNode plan, Source source) {
    for (JsonNode change : plan.path("changes")) {
      String path = change.path("path").asText();
      switch (change.path("kind").asText()) {
        case "create" -> terminal.out().println("+ " + path);
        case "retire" -> terminal.out().println("- " + path);
        default ->
            terminal
                .out()
                .println(
                    "~ "
                        + path
                        + ": "
                        + value(change.path("before"))
                        + " → "
                        + value(change.path("after")));
      }
    }
    plan.path("remarks").forEach(remark -> terminal.out().println("  " + remark.asText()));
    if (plan.path("changes").isEmpty()) {
      terminal.out().println(source.name() + ": nothing to change");
      return false;
    }
    terminal
        .out()
        .println(
            "%s: %d to create, %d to change, %d to retire"
                .formatted(
                    source.name(),
                    plan.path("create").asInt(),
                    plan.path("change").asInt(),
                    plan.path("retire").asInt()));
    return true;
  }

  private static String value(JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return "nothing";
    }
    String text = json.asText();
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + " …" : text;
  }

  private int refused(ManagementApi api, String name, Answer answer) throws Unusable {
    JsonNode problem = api.json(answer);
    if (answer.status() == INVALID && problem.path("faults").isArray()) {
      for (JsonNode fault : problem.path("faults")) {
        String path = fault.path("path").asText();
        terminal
            .err()
            .println(
                "%s:%d:%d: %s%s"
                    .formatted(
                        name,
                        fault.path("line").asInt(),
                        fault.path("column").asInt(),
                        path.isEmpty() ? "" : path + ": ",
                        fault.path("reason").asText()));
      }
      terminal
          .err()
          .println(count(problem.path("faults").size(), "fault") + "; nothing was changed.");
      return NOT_SO;
    }
    terminal
        .err()
        .println(
            "%s: %s (%d, request %s)"
                .formatted(
                    name,
                    problem.path("detail").asText(problem.path("title").asText()),
                    answer.status(),
                    problem.path("request_id").asText("unknown")));
    return TROUBLE;
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private Source read(String file) throws Unusable {
    try {
      String text =
          file.equals("-")
              ? new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8)
              : Files.readString(Path.of(file));
      return new Source(file, text);
    } catch (NoSuchFileException missing) {
      throw new Unusable(file + " is not there.");
    } catch (MalformedInputException notText) {
      throw new Unusable(file + " is no text in UTF-8.");
    } catch (IOException | UncheckedIOException unreadable) {
      throw new Unusable(file + " cannot be read: " + unreadable.getMessage());
    }
  }
}
