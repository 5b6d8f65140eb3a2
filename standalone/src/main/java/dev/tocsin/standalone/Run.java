package dev.tocsin.standalone;

import dev.tocsin.stack.inbox.InboxPage;
import dev.tocsin.stack.mail.MailSection;
import dev.tocsin.stack.mail.MailServer;
import dev.tocsin.stack.mail.Mailbox;
import dev.tocsin.standalone.catalog.CatalogComplaint;
import dev.tocsin.standalone.catalog.SampleCatalog;
import dev.tocsin.standalone.folder.DataFolder;
import dev.tocsin.standalone.folder.LogTrimmer;
import dev.tocsin.standalone.folder.RunFile;
import dev.tocsin.standalone.hooks.HookSection;
import dev.tocsin.standalone.hooks.WebhookInbox;
import dev.tocsin.standalone.hooks.WebhookSecret;
import dev.tocsin.standalone.http.LocalServer;
import dev.tocsin.standalone.http.OperatorClient;
import dev.tocsin.standalone.part.Listener;
import dev.tocsin.standalone.part.Supervisor;
import dev.tocsin.standalone.past.PastMaking;
import dev.tocsin.standalone.past.PastRequest;
import dev.tocsin.standalone.past.PastStory;
import dev.tocsin.standalone.past.PastWriting;
import dev.tocsin.standalone.sample.SampleProduct;
import dev.tocsin.standalone.subscriber.MailConfirmation;
import dev.tocsin.standalone.subscriber.SampleSubscriber;
import dev.tocsin.standalone.subscriber.SampleSubscriber.ByMail;
import dev.tocsin.standalone.subscriber.SampleSubscriber.ByWebhook;
import dev.tocsin.standalone.subscriber.SampleSubscribers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Everything on this machine, from the start of the first part to the end of the last.
public final class Run implements AutoCloseable {

    /// The request for a run.
    ///
    /// @param home the project's folder
    /// @param catalog the user's own
    /// @param operatorToken the user's own
    /// @param past the past of the sample product, made up before anything else; empty for none
    public record RunRequest(
            Path home,
            DataFolder folder,
            RunPorts ports,
            boolean fast,
            Optional<Path> catalog,
            Optional<String> operatorToken,
            Optional<PastRequest> past) {}

    private static final List<String> HOOKS = List.of("na", "eu");
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /// Longer than the parts of a killed run take to end.
    private static final Duration FAREWELL = Duration.ofSeconds(30);

    private final RunRequest wanted;
    private final DataFolder folder;
    private final RunPorts ports;
    private final Console console;
    private final Clock clock = Clock.systemUTC();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private RunFile runFile;

    public Run(RunRequest wanted, Console console) {
        this.wanted = wanted;
        this.console = console;
        folder = wanted.folder();
        ports = wanted.ports();
        runFile = RunFile.ofThisProcess(ports.offset(), wanted.fast(), EntryPages.of(ports));
    }

    /// A started run that stops with this process.
    ///
    /// @throws Trouble or [dev.tocsin.stack.process.StartFailure] when something keeps it from starting
    public static Run started(RunRequest wanted, Console console) throws IOException, InterruptedException {
        var run = new Run(wanted, console);
        Runtime.getRuntime().addShutdownHook(new Thread(run::close, "stop"));
        run.start();
        return run;
    }

    /// Returns when all parts are ready.
    ///
    /// @throws Trouble or [dev.tocsin.stack.process.StartFailure] when something keeps them from starting
    public void start() throws IOException, InterruptedException {
        var began = clock.instant();
        open.push(folder.prepared().claim());
        awaitPorts();
        record(runFile);
        open.push(() -> Files.deleteIfExists(folder.runFile()));
        open.push(LogTrimmer.start(folder));
        console.say("Tocsin is starting; its data is in " + folder.path());
        var past = beginPast();

        startHere("sample product", () -> SampleProduct.start(sample()));
        var mailbox = startMailbox();
        startProcesses(past);
        if (past.isPresent()) {
            finish(past.get());
        }
        refuseBadCatalog();
        subscribe(mailbox);

        console.started();
        record(runFile.readyAt(clock.instant()));
        console.say("");
        console.say("Tocsin is up after %s.".formatted(Console.seconds(Duration.between(began, clock.instant()))));
        console.say(EntryPages.table(runFile.addresses()));
        console.say("  Operator         user operator, password (and bearer token) in "
                + folder.secrets().operatorTokenFile());
        folder.secrets()
                .take(folder.secrets().firstPasswordFile())
                .ifPresent(password -> console.say("  First account    user admin, password " + password
                        + ", to be changed at the first sign-in; it is shown this once"));
        console.say("  Logs             ./tocsin logs NAME%s, or the files in %s"
                .formatted(folder.option(), folder.logs()));
        console.say("");
        console.say("Try: ./tocsin break cache@na --how errors" + folder.option());
    }

    /// Ports may still be in use by a run whose launcher was killed: its parts end by themselves, but not at once.
    private void awaitPorts() throws InterruptedException {
        var last = RunFile.readLast(folder).map(RunFile::parts).orElse(List.of());
        var end = clock.instant().plus(FAREWELL);
        var taken = ports.taken(dev.tocsin.stack.process.Ports::isFree);
        while (taken.isPresent()
                && last.stream().anyMatch(RunFile.RunningPart::isAlive)
                && clock.instant().isBefore(end)) {
            Thread.sleep(200);
            taken = ports.taken(dev.tocsin.stack.process.Ports::isFree);
        }
        taken.ifPresent(what -> {
            throw new Trouble(what + "\nStop that program, or choose other ports: ./tocsin up --port-offset 1000");
        });
    }

    private <T extends AutoCloseable> T startHere(String name, Opening<T> opening) throws IOException {
        var began = clock.instant();
        var opened = opening.open();
        open.push(opened);
        console.ready(name, Duration.between(began, clock.instant()), runFile.pid());
        return opened;
    }

    private interface Opening<T> {
        T open() throws IOException;
    }

    private Mailbox startMailbox() throws IOException {
        var mails = startHere("mail server", () -> MailServer.start(ports.of(Port.SMTP), clock));
        var hooks = new WebhookInbox(HOOKS.stream().collect(Collectors.toMap(hook -> hook, this::hookSecret)), clock);
        startHere("webhook inbox", () -> LocalServer.start(at(Port.HOOKS), hooks));
        var sections = List.of(new MailSection(mails.mailbox()), new HookSection(hooks));
        startHere("mailbox page", () -> InboxPage.start(ports.of(Port.MAILBOX), sections));
        return mails.mailbox();
    }

    private Optional<PastMaking> beginPast() {
        if (wanted.past().isEmpty()) {
            PastMaking.refuseUnfinished(folder);
        }
        return wanted.past()
                .map(past -> new PastWriting(wanted.home(), folder, past, console::say))
                .map(writing -> PastMaking.begin(folder, writing, console::say));
    }

    /// Once the services know the past, the run continues with its own catalog.
    private void finish(PastMaking past) throws IOException, InterruptedException {
        var story =
                new PastStory(new OperatorClient(client, URI.create(ports.url(Port.INCIDENT)), operatorToken()), clock);
        var incidents = past.await(story);
        Files.writeString(folder.catalog(), sampleCatalog().yaml(ports));
        story.publishPostmortems(incidents);
        story.planWork();
        past.finish();
        console.say("  %-18s %d incidents".formatted("history", incidents.size()));
    }

    private void startProcesses(Optional<PastMaking> past) throws IOException {
        var services = new Services(
                wanted.home(),
                folder,
                ports,
                catalog(past.isPresent() ? SampleCatalog.PAST : sampleCatalog()),
                operatorToken(),
                new Health(client),
                bootstrap -> past.ifPresent(making -> making.write(bootstrap)),
                past.isPresent());
        var supervisor = new Supervisor(services.parts(), new PartRecorder(services), clock);
        open.push(supervisor);
        open.push(() -> console.say("Tocsin is stopping."));
        supervisor.start();
    }

    /// Writes down the process of each part that becomes ready, and informs the user.
    private final class PartRecorder implements Listener {

        private final Services services;

        PartRecorder(Services services) {
            this.services = services;
        }

        @Override
        public void ready(String part, Duration took, long pid) {
            record(runFile.with(services.running(part, pid)));
            console.ready(part, took, pid);
        }

        @Override
        public void died(String part, String how, Duration pause) {
            console.died(part, how, pause);
        }
    }

    private synchronized void record(RunFile next) {
        runFile = next;
        runFile.write(folder);
    }

    private Path catalog(SampleCatalog sample) throws IOException {
        if (wanted.catalog().isPresent()) {
            return wanted.catalog().get();
        }
        Files.writeString(folder.catalog(), sample.yaml(ports));
        return folder.catalog();
    }

    private SampleCatalog sampleCatalog() {
        return wanted.fast() ? SampleCatalog.FAST : SampleCatalog.USUAL;
    }

    private SampleProduct.SampleSettings sample() {
        return new SampleProduct.SampleSettings(
                LOOPBACK,
                Set.of(),
                ports.of(Port.SAMPLE),
                ports.of(Port.FIRST_CELL),
                List.of(ports.of(Port.CONTROL_ONE), ports.of(Port.CONTROL_TWO)),
                sampleCatalog().slowness());
    }

    /// A service that has an earlier good catalog continues with that one, which is not the requested one.
    private void refuseBadCatalog() throws IOException, InterruptedException {
        if (wanted.catalog().isPresent()) {
            var incidentService = URI.create(ports.url(Port.INCIDENT));
            new CatalogComplaint(client, incidentService, operatorToken(), clock)
                    .lasting()
                    .ifPresent(complaint -> {
                        throw new Trouble("The catalog %s cannot be used.%n%s"
                                .formatted(wanted.catalog().get(), complaint));
                    });
        }
    }

    /// Everything else works without the sample subscribers, so a failure here is only printed.
    private void subscribe(Mailbox mailbox) throws InterruptedException {
        var began = clock.instant();
        var subscribers = new ArrayList<SampleSubscriber>();
        for (var hook : HOOKS) {
            var url = "%s/hooks/%s".formatted(ports.url(Port.HOOKS), hook);
            subscribers.add(new ByWebhook(hook, url, hookSecret(hook).text()));
        }
        subscribers.add(new ByMail("na", "na@customer.example"));
        try {
            new SampleSubscribers(
                            client,
                            URI.create(ports.url(Port.NOTIFIER)),
                            operatorToken(),
                            new MailConfirmation(mailbox, clock),
                            clock)
                    .subscribe(subscribers);
            console.ready("sample subscribers", Duration.between(began, clock.instant()), runFile.pid());
        } catch (Trouble trouble) {
            console.say("  sample subscribers could not be added: " + trouble.getMessage());
        }
    }

    private String operatorToken() {
        return folder.secrets().operatorToken(wanted.operatorToken());
    }

    private WebhookSecret hookSecret(String name) {
        return new WebhookSecret(folder.secrets()
                .keep("webhook-" + name, () -> WebhookSecret.random().text()));
    }

    private InetSocketAddress at(Port port) {
        return new InetSocketAddress(LOOPBACK, ports.of(port));
    }

    /// Stops everything in the reverse order of the start.
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                console.say("A part could not be stopped cleanly: " + e);
            }
        }
    }
}
