package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where notifier-service finds a secret. The secret itself is on no topic.
///
/// @param name the name of an environment variable, or the path of a file
public record SecretReference(SecretPlace in, String name) {

    /// The kind of place at notifier-service.
    public enum SecretPlace {
        @JsonProperty("environment")
        ENVIRONMENT,
        @JsonProperty("file")
        FILE
    }
}
