package dev.tocsin.incident.dashboard.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.contract.Json;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

final class RestJson {

    private RestJson() {}

    /// REST speaks the JSON of the contract.
    @Produces
    @Singleton
    static ObjectMapper mapper() {
        return Json.mapper();
    }
}
