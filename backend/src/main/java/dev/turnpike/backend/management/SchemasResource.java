package dev.turnpike.backend.management;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Descriptions of files for editors, which complete and check with them; anybody may read them. */
@Path("/manage/v1/schemas")
@Tag(name = "Tenants")
public class SchemasResource {
  private static final byte[] TENANT = read("schemas/tenant.schema.json");

  @GET
  @Path("tenant.json")
  @Produces("application/schema+json")
  @Operation(operationId = "tenantSchema", summary = "The JSON Schema (2020-12) of a tenant's file")
  public byte[] tenant() {
    return TENANT.clone();
  }

  private static byte[] read(String name) {
    try (InputStream file =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing in the program");
      }
      return file.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
