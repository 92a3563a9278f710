package dev.turnpike.tenants.definition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a file would change, in the order of the file.
 *
 * @param remarks what stays although the file does not name it, and other things to know
 */
public record Changes(List<Change> all, List<String> remarks) {
  public Changes {
    all = List.copyOf(all);
    remarks = List.copyOf(remarks);
  }

  /** What the wanted tenant says otherwise: exactly the fields that differ. */
  public static Changes between(TenantFile now, TenantFile wanted) {
    return Comparison.of(now, wanted);
  }

  /** The same for the samples, which retire nothing and let people be what they became. */
  Changes ofSamples() {
    return new Changes(
        all.stream()
            .filter(
                each ->
                    each.kind() == Change.Kind.CREATE
                        || (each.kind() == Change.Kind.CHANGE
                            && !each.object().startsWith("people")))
            .toList(),
        remarks);
  }

  Changes with(List<String> more) {
    return new Changes(all, Stream.concat(remarks.stream(), more.stream()).toList());
  }

  /** Whether this very object, such as {@code apis[weather]}, is made, changed or retired. */
  boolean touch(String object) {
    return all.stream().anyMatch(each -> each.object().equals(object));
  }

  /** Whether this very object is made. */
  boolean make(String object) {
    return all.stream()
        .anyMatch(each -> each.kind() == Change.Kind.CREATE && each.object().equals(object));
  }

  /** Whether the object or a part of it is made, changed or retired. */
  boolean concern(String object) {
    return all.stream().anyMatch(each -> each.object().startsWith(object));
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** How many objects are made, changed or retired. */
  public int count(Change.Kind kind) {
    return (int)
        all.stream().filter(each -> each.kind() == kind).map(Change::object).distinct().count();
  }

  /** The same for the same changes: who confirmed these confirmed no others. */
  public String digest() {
    String text = all.stream().map(Change::toString).collect(Collectors.joining("\n"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
