package dev.tocsin.notifier.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tocsin.contract.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

final class JsonMapperProducer {

    /// The contract's dialect, except that a request with an unknown field is refused.
    @Produces
    @Singleton
    ObjectMapper mapper() {
        return Json.configure(JsonMapper.builder())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }
}
