package dev.turnpike.portal;

import dev.turnpike.tenants.publishing.KnownApi;
import dev.turnpike.tenants.publishing.References;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an API's operations or schemas.
 *
 * @param root the address of the reference
 * @param address where the gateway serves the API
 * @param end that it ends, in words; null: it does not
 * @param earlier address of the page before; null: this is the first
 */
record ReferenceView(
    String publisher,
    String publisherName,
    KnownApi api,
    String root,
    String address,
    @Nullable String end,
    String text,
    boolean schemas,
    List<TagLink> tags,
    List<Line> lines,
    @Nullable String earlier,
    @Nullable String later) {

  record TagLink(String label, int count, String href, boolean current) {}

  record Line(References.Line entry, String href) {}
}
