package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a check asks. Texts may hold `${NAME}`, a secret of which only the probe that asks knows the value.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Question.Http.class, name = "http"),
    @JsonSubTypes.Type(value = Question.Tcp.class, name = "tcp"),
    @JsonSubTypes.Type(value = Question.Dns.class, name = "dns"),
    @JsonSubTypes.Type(value = Question.Tls.class, name = "tls")
})
public sealed interface Question {

    /// An HTTP/1.1 request and what its answer must be.
    ///
    /// @param headers of the request
    /// @param body of the request, or null
    /// @param status the statuses that are right, at least one
    /// @param expectHeaders headers that the answer must carry, by name, with the value they must have
    /// @param bodyContains text that the answer's first MiB must contain, or null
    /// @param bodyMatches an RE2 expression that must be found in the answer's first MiB, or null
    /// @param followRedirects how many redirects are followed; 0 to 10
    /// @param verifyCertificate whether the certificate of an `https` address is verified
    record Http(
            String method,
            String url,
            Map<String, String> headers,
            @Nullable String body,
            List<Integer> status,
            Map<String, String> expectHeaders,
            @Nullable String bodyContains,
            @Nullable String bodyMatches,
            int followRedirects,
            boolean verifyCertificate)
            implements Question {}

    /// Whether a port takes connections.
    ///
    /// @param port 1 to 65535
    record Tcp(String host, int port) implements Question {}

    /// What a name resolves to.
    ///
    /// @param type A, AAAA, CNAME, MX, NS, SRV or TXT
    /// @param server `host` or `host:port` of the server to ask; null asks the system's
    /// @param answerAnyOf the answers of which one at least must come; empty takes any answer
    record Dns(String name, String type, @Nullable String server, List<String> answerAnyOf) implements Question {}

    /// Whether a TLS endpoint shows a certificate that is trusted, names it and lives on.
    ///
    /// @param serverName the name that is asked for and must be in the certificate
    /// @param daysLeft the least number of days that the certificate must still be valid
    /// @param trust a PEM file, at the probe, of further trusted roots; null trusts the platform's
    record Tls(
            String host,
            int port,
            String serverName,
            int daysLeft,
            @Nullable String trust) implements Question {}
}
