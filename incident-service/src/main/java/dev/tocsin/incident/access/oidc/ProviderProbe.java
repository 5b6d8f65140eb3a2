package dev.tocsin.incident.access.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/// Asks whether the provider answers, before a person is sent there. Nobody could come back from an address that does
/// not answer.
///
/// Anybody can cause a question, so only a few are asked at once: a silent provider holds no more threads than that.
@ApplicationScoped
class ProviderProbe {

    private static final Logger LOG = Logger.getLogger(ProviderProbe.class);
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int OK = 200;

    static final int MOST_AT_ONCE = 4;

    private final Semaphore questions = new Semaphore(MOST_AT_ONCE);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LONGEST).build();

    /// Also true while it is asked as often as it may be.
    boolean answers(String issuer) {
        if (!questions.tryAcquire()) {
            return true;
        }
        try {
            return ask(issuer);
        } finally {
            questions.release();
        }
    }

    private boolean ask(String issuer) {
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
