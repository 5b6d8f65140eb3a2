package dev.tocsin.stack;

import dev.tocsin.stack.inbox.InboxPage;
import dev.tocsin.stack.kafka.BrokerInContainer;
import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.mail.Mail;
import dev.tocsin.stack.mail.MailInContainer;
import dev.tocsin.stack.mail.MailSection;
import dev.tocsin.stack.mail.MailServer;
import dev.tocsin.stack.postgres.PostgresServer;
import dev.tocsin.stack.postgres.PostgresSettings;
import dev.tocsin.stack.postgres.ServerInContainer;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.stack.tracing.OtlpReceiver;
import dev.tocsin.stack.tracing.RecordedSpan;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.io.file.PathUtils;

/// Kafka, PostgreSQL and SMTP for the tests of one JVM: each starts when it is first asked for and stays until the JVM
/// ends, however it ends.
///
/// The system property `stack` says how they run: `embedded`, which is the default, or `containers`.
public final class SharedServices {

    private static final Map<String, String> PASSWORDS =
            Map.of("incident", "incident-in-tests", "notifier", "notifier-in-tests");

    private static final Path FOLDER =
            Path.of("target", "stack", Long.toString(ProcessHandle.current().pid()));

    private static final String MAILBOX = "tocsin.stack.mailbox";

    private SharedServices() {}

    public static String bootstrapServers() {
        return once("kafka", () -> {
            if (inContainers()) {
                return untilTheEnd(new BrokerInContainer()).bootstrapServers();
            }
            var settings = new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), FOLDER.resolve("kafka"));
            return untilTheEnd(KafkaBroker.start(settings, FOLDER.resolve("kafka.log")), settings.data())
                    .bootstrapServers();
        });
    }

    public static String jdbcUrl() {
        return once("postgres", () -> {
            if (inContainers()) {
                return untilTheEnd(new ServerInContainer(PASSWORDS)).jdbcUrl();
            }
            var settings = new PostgresSettings(Ports.free(), FOLDER.resolve("postgres"), PASSWORDS);
            return untilTheEnd(PostgresServer.start(settings, FOLDER.resolve("postgres.log")), settings.data())
                    .jdbcUrl();
        });
    }

    /// The address of the mail server, as `smtp://host:port`.
    public static URI smtp() {
        return URI.create(once("smtp", () -> {
            if (inContainers()) {
                var server = untilTheEnd(new MailInContainer());
                System.setProperty(MAILBOX, server.api().toString());
                return server.smtp().toString();
            }
            var server = untilTheEnd(MailServer.start(Ports.free(), InstantSource.system()));
            var page = untilTheEnd(InboxPage.start(0, List.of(new MailSection(server.mailbox()))));
            System.setProperty(MAILBOX, page.api("mails").toString());
            return "smtp://%s:%d".formatted(Ports.LOOPBACK, server.port());
        }));
    }

    /// The mails that one address has received so far, newest first.
    public static List<Mail> mailsTo(String address) {
        smtp();
        var mailbox = URI.create(System.getProperty(MAILBOX));
        if (inContainers()) {
            return MailInContainer.mailsTo(address, mailbox);
        }
        return InboxPage.read(mailbox, Mail.class).stream()
                .filter(mail -> mail.to().equalsIgnoreCase(address))
                .toList();
    }

    /// The address to which services under test export traces, in OTLP over HTTP.
    static URI otlp() {
        return URI.create(
                once("otlp", () -> untilTheEnd(OtlpReceiver.start()).endpoint().toString()));
    }

    /// The spans that services under test have exported so far.
    public static List<RecordedSpan> spans() {
        return OtlpReceiver.spans(otlp());
    }

    /// @param role `incident` or `notifier`
    public static String password(String role) {
        var password = PASSWORDS.get(role);
        if (password == null) {
            throw new IllegalArgumentException(
                    "There is no role %s; the roles are %s".formatted(role, PASSWORDS.keySet()));
        }
        return password;
    }

    private static boolean inContainers() {
        return switch (System.getProperty("stack", "embedded")) {
            case "embedded" -> false;
            case "containers" -> true;
            case String other -> throw new IllegalArgumentException("stack is embedded or containers, not " + other);
        };
    }

    /// Keeps a reference to the service, because a child process ends when its handle is garbage; ends it with the
    /// JVM, and deletes its data.
    private static <T extends AutoCloseable> T untilTheEnd(T service, Path... data) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                service.close();
                for (var folder : data) {
                    PathUtils.deleteDirectory(folder);
                }
            } catch (Exception e) {
                throw new IllegalStateException("A service of the tests could not be stopped cleanly", e);
            }
        }));
        return service;
    }

    /// Starts it once in the JVM, not once in each of its class loaders: Quarkus loads test classes anew for each
    /// application.
    private static String once(String service, Supplier<String> start) {
        var key = "tocsin.stack." + service;
        synchronized (Runtime.getRuntime()) {
            var address = System.getProperty(key);
            if (address == null) {
                address = start.get();
                System.setProperty(key, address);
            }
            return address;
        }
    }
}
