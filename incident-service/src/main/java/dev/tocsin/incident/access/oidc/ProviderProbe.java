package dev.tocsin.incident.access.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Asks whether the provider answers, before a person is sent there. Nobody could come back from an address that does
/// not answer.
@ApplicationScoped
class ProviderProbe {

    private static final Logger LOG = Logger.getLogger(ProviderProbe.class);
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LONGEST).build();

    boolean answers(String issuer) {
        var discovery = URI.create(issuer.replaceFirst("/+$", "") + "/.well-known/openid-configuration");
        try {
            var answer = client.send(
                    HttpRequest.newBuilder(discovery).timeout(LONGEST).build(), BodyHandlers.discarding());
            return answer.statusCode() == OK;
        } catch (IOException e) {
            LOG.warnf("The provider %s does not answer: %s", issuer, e);
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
