package dev.tocsin.benchmarks.notices.command;

import dev.tocsin.benchmarks.notices.Arrivals;
import dev.tocsin.benchmarks.notices.BareRound;
import dev.tocsin.benchmarks.notices.Fanout.Client;
import dev.tocsin.benchmarks.notices.postgres.NotifierTables;
import dev.tocsin.benchmarks.notices.smtp.BareMailClient;
import dev.tocsin.benchmarks.notices.smtp.MailSink;
import dev.tocsin.stack.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "mails",
        description = "mails a second when an incident affects all subscribers, compared with the mail client alone",
        footer = {"", "--subscribers 2000 is a quick run. Logs stay in benchmarks/target/mails."})
public final class MailsCommand extends FanoutCommand {

    private final int port = Ports.free();

    public MailsCommand() {
        super("mails", Client.MAIL);
        subscribers = 20_000;
    }

    @Override
    AutoCloseable sink(Arrivals arrivals) {
        return new MailSink(port, arrivals);
    }

    @Override
    Map<String, String> environment() {
        return Map.of(
                "QUARKUS_MAILER_MOCK",
                "false",
                "QUARKUS_MAILER_HOST",
                "127.0.0.1",
                "QUARKUS_MAILER_PORT",
                Integer.toString(port));
    }

    @Override
    void subscribe(NotifierTables tables) throws SQLException {
        tables.subscribeMailboxes(subscribers, List.of());
    }

    @Override
    List<BareRound> bare(Path folder, Arrivals arrivals, int inFlight, List<String> options) throws IOException {
        return BareMailClient.run(folder, port, subscribers, arrivals.sample(), inFlight, 3, options);
    }
}
