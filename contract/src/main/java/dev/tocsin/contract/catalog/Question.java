package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The question that a check asks. Texts may hold `${NAME}`, a secret whose value only the probe that asks knows.
///
/// Record components that were added later are left out of the JSON when they are null, so that the definition of a
/// check that states none of them stays the same.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Question.Http.class, name = "http"),
    @JsonSubTypes.Type(value = Question.Tcp.class, name = "tcp"),
    @JsonSubTypes.Type(value = Question.Dns.class, name = "dns"),
    @JsonSubTypes.Type(value = Question.Tls.class, name = "tls"),
    @JsonSubTypes.Type(value = Question.Heartbeat.class, name = "heartbeat")
})
public sealed interface Question {

    /// An HTTP request and what its answer must be.
    ///
    /// @param headers the headers of the request
    /// @param body the body of the request, or null
    /// @param status the statuses that count as correct, at least one
    /// @param expectHeaders headers that the answer must carry, by name, with the value they must have
    /// @param bodyContains text that the answer's first MiB must contain, or null
    /// @param bodyMatches an RE2 expression that must be found in the answer's first MiB, or null
    /// @param followRedirects how many redirects are followed; 0 to 10
    /// @param verifyCertificate whether the certificate of an `https` address is verified
    /// @param readBody whether the body is read; null reads it only when something is expected of it
    /// @param route how the probe gets there; null uses the proxy that the probe is configured with, if any
    /// @param trust a PEM file, at the probe, of further trusted roots; null trusts the platform's
    /// @param clientCertificate the certificate that the probe presents to a server that asks for one, or null
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
            boolean verifyCertificate,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean readBody,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Route route,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String trust,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ClientCertificate clientCertificate)
            implements Question {

        public Http(
                String method,
                String url,
                Map<String, String> headers,
                @Nullable String body,
                List<Integer> status,
                Map<String, String> expectHeaders,
                @Nullable String bodyContains,
                @Nullable String bodyMatches,
                int followRedirects,
                boolean verifyCertificate) {
            this(
                    method,
                    url,
                    headers,
                    body,
                    status,
                    expectHeaders,
                    bodyContains,
                    bodyMatches,
                    followRedirects,
                    verifyCertificate,
                    null,
                    null,
                    null,
                    null);
        }

        /// Whether anything is expected of the answer's body.
        public boolean expectsOfBody() {
            return bodyContains != null || bodyMatches != null;
        }
    }

    /// Whether a port accepts connections.
    ///
    /// @param port 1 to 65535
    /// @param route how the probe gets there; null uses the proxy that the probe is configured with, if any
    record Tcp(
            String host,
            int port,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Route route) implements Question {

        public Tcp(String host, int port) {
            this(host, port, null);
        }
    }

    /// The records to which a name resolves.
    ///
    /// @param name for PTR, an IP address may be given instead of its name under `in-addr.arpa` or `ip6.arpa`
    /// @param type one of the [RecordTypes]
    /// @param server `host` or `host:port` of the server to ask; null asks the system's
    /// @param answerAnyOf answers, at least one of which must come; empty accepts any answer
    record Dns(String name, String type, @Nullable String server, List<String> answerAnyOf) implements Question {}

    /// Whether a TLS endpoint presents a certificate that is trusted, names the server and does not expire soon.
    ///
    /// @param serverName the name that is asked for and must be in the certificate
    /// @param daysLeft the least number of days for which the certificate and its chain must still be valid
    /// @param trust a PEM file, at the probe, of further trusted roots; null trusts the platform's
    /// @param route how the probe gets there; null uses the proxy that the probe is configured with, if any
    /// @param clientCertificate the certificate that the probe presents to a server that asks for one, or null
    record Tls(
            String host,
            int port,
            String serverName,
            int daysLeft,
            @Nullable String trust,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Route route,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ClientCertificate clientCertificate)
            implements Question {

        public Tls(String host, int port, String serverName, int daysLeft, @Nullable String trust) {
            this(host, port, serverName, daysLeft, trust, null, null);
        }
    }

    /// Whether a job reports in time. No probe asks: the job calls a secret URL, and silence counts as failure.
    ///
    /// @param rotation from 1; the URL changes with it, so that a URL that leaked can be revoked
    record Heartbeat(HeartbeatTiming timing, int rotation) implements Question {

        /// Used as the name of the vantage point of such a check: its job reports instead of a probe.
        public static final String CALLER = "heartbeat";
    }

    /// The route from a probe to its target.
    ///
    /// @param ip 4 or 6: the only version of IP that is used; null uses both
    /// @param proxy `http://host:port` of an HTTP proxy, `direct` for none; null uses the one that the probe is
    /// configured with, if any
    /// @param proxyAuthorization the value of `Proxy-Authorization`, or null
    record Route(
            @Nullable Integer ip,
            @Nullable String proxy,
            @Nullable String proxyAuthorization) {

        /// The value of [#proxy()] for a direct connection.
        public static final String DIRECT = "direct";
    }

    /// A certificate that proves the probe's identity.
    ///
    /// @param certificate a PEM file, at the probe: the certificate, then those of its issuers
    /// @param key a PEM file, at the probe, of the certificate's private key; null when the first file holds it too
    record ClientCertificate(String certificate, @Nullable String key) {}
}
