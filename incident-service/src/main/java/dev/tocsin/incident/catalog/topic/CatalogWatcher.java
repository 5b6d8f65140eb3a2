package dev.tocsin.incident.catalog.topic;

import dev.tocsin.engine.catalog.CatalogUpdate;
import dev.tocsin.engine.catalog.file.CatalogFile;
import dev.tocsin.engine.catalog.file.CatalogReading;
import dev.tocsin.engine.catalog.file.CatalogReading.Invalid;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import dev.tocsin.support.kafka.TopicSetup;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.operator.OperatorAlerts;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Publishes the catalog's file whenever it changes; an invalid one leaves the running catalog as it is.
@ApplicationScoped
class CatalogWatcher {

    private static final Logger LOG = Logger.getLogger(CatalogWatcher.class);
    private static final String SUBJECT = "catalog";
    private static final int TOLD = 3;

    private final CatalogSettings settings;
    private final CatalogPublisher publisher;
    private final OperatorAlerts alerts;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Clock clock;

    CatalogWatcher(CatalogSettings settings, CatalogPublisher publisher, OperatorAlerts alerts, Clock clock) {
        this.settings = settings;
        this.publisher = publisher;
        this.alerts = alerts;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, TopicSetup topics) {
        settings.file()
                .ifPresent(file -> topics.ready()
                        .thenRun(() ->
                                Thread.ofPlatform().daemon().name("catalog").start(() -> watch(file))));
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    void stop() {
        stopped.countDown();
    }

    /// Watches the file until it is stopped.
    void watch(Path file) {
        var handled = "";
        var seen = stamp(file);
        var repeatAt = Instant.MIN;
        do {
            try {
                var now = stamp(file);
                if (now.equals(seen) && !now.equals(handled)) {
                    take(CatalogFile.read(file));
                    handled = now;
                }
                seen = now;
                if (clock.instant().isAfter(repeatAt)) {
                    publisher.writeChecks(CatalogUpdate.allCells(publisher.published(), clock.instant()));
                    repeatAt = clock.instant().plus(settings.repeatChecksEvery());
                }
            } catch (KafkaException e) {
                LOG.warnf("The catalog is not published yet: %s", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("The catalog is not published", e);
                alerts.raise(
                        SUBJECT,
                        "The catalog file cannot be published, so the published catalog stays: %s. See the log of incident-service."
                                .formatted(Unavailability.firstLine(e)));
            }
        } while (!stops());
    }

    private void take(CatalogReading reading) {
        switch (reading) {
            case Valid valid -> {
                valid.warnings().forEach(warning -> LOG.warnf("Warning in the catalog file: %s", warning));
                publisher.publish(valid);
                alerts.clear(SUBJECT, "The catalog file is valid.");
            }
            case Invalid invalid when publisher.published().version() == 0 -> refuseToStart(invalid);
            case Invalid invalid -> {
                LOG.errorf("The catalog file is not valid, so the published catalog stays:%n%s", invalid.text());
                alerts.raise(
                        SUBJECT,
                        "The catalog file is not valid, so the published catalog stays: %s"
                                .formatted(invalid.firstProblems(TOLD)));
            }
        }
    }

    /// Prints the problems last of all, because the person who started the service looks at its last lines.
    private void refuseToStart(Invalid invalid) {
        var problems = "There is no valid catalog to start with: %s%n%s"
                .formatted(settings.file().orElseThrow(), invalid.text());
        LOG.error(problems);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.println(problems)));
        Quarkus.asyncExit(1);
        stop();
    }

    /// Changes whenever the file does, also when an editor replaces it with another file. The file is read once its
    /// stamp stayed the same for one interval, so never while it is being written.
    private static String stamp(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return "%s %d %s".formatted(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            return "absent";
        }
    }

    private boolean stops() {
        try {
            return stopped.await(settings.reloadEvery().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
