package dev.tocsin.incident.heartbeat.http;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.heartbeat.CallLimit;
import dev.tocsin.incident.heartbeat.JobUrl;
import dev.tocsin.incident.heartbeat.JobUrls;
import dev.tocsin.support.access.OperatorConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The heartbeat checks of the running catalog, and the secrets of their URLs.
@ApplicationScoped
public class Heartbeats implements JobUrls {

    static final String PATH = "/heartbeats/";
    private static final int LEAST_KEY = 16;

    private final CurrentCatalog catalog;
    private final Optional<URI> site;
    private final HeartbeatSecrets secrets;
    private volatile Index index = new Index(Catalog.EMPTY, Map.of());

    record Callable(CheckDefined check, String secret, CallLimit limit) {

        @Override
        public String toString() {
            return "callable " + check.key();
        }
    }

    private record Index(Catalog catalog, Map<String, Callable> byHandle) {}

    /// @param site the URL at which jobs reach the service; without it, the URL of the catalog's page
    Heartbeats(
            CurrentCatalog catalog,
            HeartbeatSettings settings,
            OperatorConfig operator,
            @ConfigProperty(name = "tocsin.incident.url") Optional<URI> site) {
        this.catalog = catalog;
        this.site = site;
        this.secrets = new HeartbeatSecrets(settings.key()
                .filter(key -> key.length() >= LEAST_KEY || refuse())
                .or(operator::token)
                .orElseThrow(
                        () -> new IllegalStateException("tocsin.operator.token (TOCSIN_OPERATOR_TOKEN) must be set")));
    }

    private static boolean refuse() {
        throw new IllegalStateException(
                "tocsin.heartbeats.key (TOCSIN_HEARTBEATS_KEY) must have at least %d characters".formatted(LEAST_KEY));
    }

    /// Creates this bean at start-up, so that a service whose key is too short does not start.
    void checkAtStart(@Observes StartupEvent event) {}

    /// The URLs of all heartbeat checks in the catalog, in the order of the checks' keys.
    public List<JobUrl> all() {
        return those(_ -> true);
    }

    @Override
    public List<JobUrl> of(Cell cell) {
        return those(check -> check.cell().equals(cell));
    }

    private List<JobUrl> those(Predicate<CheckDefined> wanted) {
        var known = catalog.get();
        var root = site.map(URI::toString)
                .or(() -> known.page().map(PageDefined::url))
                .orElse("")
                .replaceAll("/+$", "");
        return known.checks().stream()
                .filter(wanted)
                .flatMap(check -> check.question() instanceof Question.Heartbeat question
                        ? Stream.of(new JobUrl(check, question, root + PATH + secrets.of(check, question)))
                        : Stream.empty())
                .toList();
    }

    /// Whether the catalog is known, and with it the URLs that may be called.
    boolean isReady() {
        return catalog.get().version() > 0;
    }

    Optional<Callable> calledBy(String secret) {
        var known = current().byHandle().get(HeartbeatSecrets.handle(secret));
        return HeartbeatSecrets.verified(known, Callable::secret, secret);
    }

    /// The catalog is the same object until it changes; comparing contents, not references, would take long.
    @SuppressWarnings("ReferenceEquality")
    private Index current() {
        var present = catalog.get();
        var known = index;
        if (known.catalog() != present) {
            known = index(present, known);
            index = known;
        }
        return known;
    }

    private Index index(Catalog catalog, Index before) {
        var byHandle = new HashMap<String, Callable>();
        for (var check : catalog.checks()) {
            if (check.question() instanceof Question.Heartbeat question) {
                var secret = secrets.of(check, question);
                var handle = HeartbeatSecrets.handle(secret);
                var known = before.byHandle().get(handle);
                byHandle.put(handle, new Callable(check, secret, known == null ? new CallLimit() : known.limit()));
            }
        }
        return new Index(catalog, Map.copyOf(byHandle));
    }
}
