package dev.tocsin.incident.dashboard.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.incident.IncidentSnapshot.Links;
import dev.tocsin.support.http.BasePath;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

final class RestJson {

    private RestJson() {}

    /// REST uses the JSON of the contract. An incident's links have the prefix under which readers reach the service.
    @Produces
    @Singleton
    static ObjectMapper mapper(BasePath base) {
        return base.prefix().isEmpty()
                ? Json.mapper()
                : Json.mapper().copy().registerModule(new SimpleModule().addSerializer(Links.class, new Below(base)));
    }

    private static final class Below extends StdSerializer<Links> {

        private final transient BasePath base;

        Below(BasePath base) {
            super(Links.class);
            this.base = base;
        }

        @Override
        public void serialize(Links links, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeStartObject();
            json.writeStringField("self", base.at(links.self()));
            json.writeStringField("trace", base.at(links.trace()));
            json.writeStringField("page", base.at(links.page()));
            json.writeEndObject();
        }
    }
}
