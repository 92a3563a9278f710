package dev.turnpike.backend;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The arrows of docs/architecture.md. A rule that fails here is a design question, not a nuisance.
 */
class ArchitectureTest {
  private static JavaClasses code;

  @BeforeAll
  static void read() {
    code =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.turnpike");
    assertTrue(code.contain("dev.turnpike.tenants.kernel.TenantId"), "tenants is on the path");
  }

  @Test
  void tenants_know_no_page_and_no_endpoint() {
    noClasses()
        .that()
        .resideInAPackage("dev.turnpike.tenants..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.turnpike.ui..",
            "dev.turnpike.portal..",
            "dev.turnpike.admin..",
            "dev.turnpike.backend..",
            "jakarta.ws.rs..")
        .check(code);
  }

  @Test
  void the_ui_kit_knows_no_feature() {
    noClasses()
        .that()
        .resideInAPackage("dev.turnpike.ui..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.turnpike.portal..", "dev.turnpike.admin..", "dev.turnpike.backend..")
        .allowEmptyShould(true)
        .check(code);
  }

  @Test
  void portal_and_admin_never_see_each_other_nor_the_backend() {
    noClasses()
        .that()
        .resideInAPackage("dev.turnpike.portal..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.turnpike.admin..", "dev.turnpike.backend..")
        .allowEmptyShould(true)
        .check(code);
    noClasses()
        .that()
        .resideInAPackage("dev.turnpike.admin..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.turnpike.portal..", "dev.turnpike.backend..")
        .allowEmptyShould(true)
        .check(code);
  }

  @Test
  void the_gateway_knows_decisions_and_snapshots_and_nothing_else_of_ours() {
    noClasses()
        .that()
        .resideInAPackage("dev.turnpike.backend.gateway..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.turnpike..")
                .and(
                    resideOutsideOfPackages(
                        "dev.turnpike.backend.gateway..",
                        "dev.turnpike.tenants.snapshot..",
                        "dev.turnpike.tenants.decision..",
                        "dev.turnpike.tenants.kernel..",
                        "dev.turnpike.tenants.secret..")))
        .allowEmptyShould(true)
        .check(code);
  }

  @Test
  void the_gateway_waits_for_no_database() {
    noClasses()
        .that()
        .resideInAPackage("dev.turnpike.backend.gateway..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.vertx.sqlclient..", "org.hibernate..", "java.sql..", "javax.sql.."))
        .allowEmptyShould(true)
        .check(code);
  }

  @Test
  void management_never_sees_the_gateway_nor_a_page() {
    noClasses()
        .that()
        .resideInAPackage("dev.turnpike.backend.management..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.turnpike.backend.gateway..", "dev.turnpike.portal..", "dev.turnpike.admin..")
        .allowEmptyShould(true)
        .check(code);
  }

  @Test
  void features_of_a_tenant_form_no_circle() {
    slices().matching("dev.turnpike.tenants.(*)..").should().beFreeOfCycles().check(code);
  }

  @Test
  void parts_of_the_backend_form_no_circle() {
    slices().matching("dev.turnpike.backend.(*)..").should().beFreeOfCycles().check(code);
  }

  @Test
  void table_mappings_stay_in_their_feature() {
    classes()
        .that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .should()
        .notBePublic()
        .allowEmptyShould(true)
        .check(code);
  }

  @Test
  void only_the_kernel_opens_transactions() {
    noClasses()
        .that(
            resideOutsideOfPackages("dev.turnpike.tenants.kernel..")
                .and(resideInAPackage("dev.turnpike..")))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.hibernate.reactive.mutiny.Mutiny$SessionFactory")
        .allowEmptyShould(true)
        .check(code);
  }
}
