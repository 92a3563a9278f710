package dev.turnpike.portal;

import dev.turnpike.tenants.openapi.Entry;
import dev.turnpike.tenants.publishing.KnownApi;
import java.util.List;

/** One named schema of a document. */
record SchemaView(
    String publisher,
    KnownApi api,
    String root,
    Entry entry,
    List<OperationView.BodyView> bodies) {}
