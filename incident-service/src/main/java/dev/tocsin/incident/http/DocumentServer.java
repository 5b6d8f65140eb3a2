package dev.tocsin.incident.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/// Adds the path below which operations are reached to the OpenAPI document, where that is not the root.
@OpenApiFilter(stages = RunStage.RUNTIME_STARTUP)
public final class DocumentServer implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var prefix = ReadersSite.configured().prefix();
        if (!prefix.isEmpty()) {
            document.addServer(OASFactory.createServer().url(prefix));
        }
    }
}
