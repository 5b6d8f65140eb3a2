package dev.tocsin.standalone;

import dev.tocsin.standalone.folder.RunFile.Address;
import java.util.List;
import java.util.stream.Collectors;

/// The addresses to open once a run is up.
public final class EntryPages {

    private EntryPages() {}

    static List<Address> of(RunPorts ports) {
        return List.of(
                new Address("Trust page", ports.url(Port.INCIDENT) + "/"),
                new Address("Dashboard", ports.url(Port.INCIDENT) + "/ops"),
                new Address("Subscribe", ports.url(Port.NOTIFIER) + "/subscriptions"),
                new Address("Mailbox", ports.url(Port.MAILBOX) + "/"),
                new Address("Sample product", ports.url(Port.SAMPLE) + "/"),
                new Address("Kafka", "127.0.0.1:" + ports.of(Port.KAFKA)),
                new Address("PostgreSQL", "127.0.0.1:%d/tocsin".formatted(ports.of(Port.POSTGRES))));
    }

    public static String table(List<Address> addresses) {
        return addresses.stream()
                .map(address -> "  %-16s %s".formatted(address.name(), address.url()))
                .collect(Collectors.joining("\n"));
    }
}
