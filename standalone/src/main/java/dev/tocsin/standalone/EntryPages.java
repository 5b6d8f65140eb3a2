package dev.tocsin.standalone;

import dev.tocsin.standalone.folder.RunFile.NamedUrl;
import java.util.List;
import java.util.stream.Collectors;

/// The addresses to open once a run is up.
public final class EntryPages {

    private EntryPages() {}

    static List<NamedUrl> of(RunPorts ports) {
        return List.of(
                new NamedUrl("Trust page", ports.url(Port.INCIDENT) + "/"),
                new NamedUrl("Dashboard", ports.url(Port.INCIDENT) + "/ops"),
                new NamedUrl("Subscribe", ports.url(Port.NOTIFIER) + "/subscriptions"),
                new NamedUrl("Mailbox", ports.url(Port.MAILBOX) + "/"),
                new NamedUrl("Sample product", ports.url(Port.SAMPLE) + "/"),
                new NamedUrl("Kafka", "127.0.0.1:" + ports.of(Port.KAFKA)),
                new NamedUrl("PostgreSQL", "127.0.0.1:%d/tocsin".formatted(ports.of(Port.POSTGRES))));
    }

    public static String table(List<NamedUrl> addresses) {
        return addresses.stream()
                .map(address -> "  %-16s %s".formatted(address.name(), address.url()))
                .collect(Collectors.joining("\n"));
    }
}
