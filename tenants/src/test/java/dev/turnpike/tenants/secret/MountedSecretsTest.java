package dev.turnpike.tenants.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedSecretsTest {
  @TempDir Path root;
  private MountedSecrets secrets;

  @BeforeEach
  void mount() throws Exception {
    Files.createDirectories(root.resolve("acme/billing"));
    Files.createDirectories(root.resolve("globex"));
    Files.writeString(root.resolve("acme/hook"), "one\n");
    Files.writeString(root.resolve("acme/billing/hook"), "two");
    Files.writeString(root.resolve("acme/object"), "{\"hook\": \"three\", \"empty\": \"\"}");
    Files.writeString(root.resolve("globex/hook"), "not yours");
    Files.writeString(root.resolve("top"), "the platform's");
    Files.createSymbolicLink(root.resolve("acme/way-out"), root.resolve("globex/hook"));
    Files.createSymbolicLink(root.resolve("acme/alias"), root.resolve("acme/hook"));
    Map<String, String> environment =
        Map.of("ACME__HOOK", "four", "ACME_X__HOOK", "not yours", "HOME", "/root", "ACME__NO", " ");
    secrets = new MountedSecrets(Optional.of(root), Optional.of(root), environment::get);
  }

  @Test
  void a_reference_leads_to_its_secret() {
    known("file:/hook", "one");
    known("file:/alias", "one");
    known("file:/billing/hook", "two");
    known("vault:billing#hook", "two");
    known("vault:object#hook", "three");
    known("env:ACME__HOOK", "four");
  }

  @Test
  void no_reference_leads_out_of_the_tenants_own() {
    for (String reference :
        new String[] {
          "env:HOME",
          "env:ACME_X__HOOK",
          "env:ACME__NO",
          "env:ACME__OTHER",
          "file:/way-out",
          "file:/none",
          "file:/billing",
          "vault:object#none",
          "vault:object#empty",
          "vault:hook#hook",
          "vault:none#hook"
        }) {
      assertInstanceOf(Secrets.Missing.class, resolve(reference), reference);
    }
  }

  @Test
  void what_is_no_reference_is_refused_before_anything_is_read() {
    for (String text :
        new String[] {
          "whsec_abc",
          "env:",
          "env:A B",
          "file:hook",
          "file:/../top",
          "file:/a/../../top",
          "file:/.",
          "vault:a",
          "vault:../x#y",
          "vault:a#",
          "ENV:A"
        }) {
      assertEquals(Optional.empty(), SecretRef.parse(text), text);
    }
  }

  @Test
  void without_a_directory_files_are_off() {
    MountedSecrets none = new MountedSecrets(Optional.empty(), Optional.empty(), name -> null);
    assertInstanceOf(
        Secrets.Missing.class, none.resolve("acme", SecretRef.parse("file:/hook").orElseThrow()));
    assertInstanceOf(
        Secrets.Missing.class, none.resolve("acme", SecretRef.parse("vault:a#b").orElseThrow()));
  }

  @Test
  void a_secret_has_no_text_of_its_own() {
    assertEquals("a secret", resolve("env:ACME__HOOK").toString());
  }

  private void known(String reference, String secret) {
    assertEquals(new Secrets.Known(secret), resolve(reference), reference);
  }

  private Secrets.Answer resolve(String reference) {
    return secrets.resolve("acme", SecretRef.parse(reference).orElseThrow());
  }
}
