package dev.tocsin.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Postfix as Debian installs it, with a folder of its own: it takes mail for all users of two domains, delivers to
/// those that the machine has, returns the rest to its sender, and hands what comes to `bounce+…` to a script, as
/// `docs/operating.md` says.
final class PostfixServer implements AutoCloseable {

    private static final String PROGRAM = "/usr/sbin/postfix";

    private final Path folder;

    /// @param folder empty, for all that it writes
    /// @param domain for which `bounce+…` goes to the script
    /// @param script which gets the recipient, and the mail on its standard input
    PostfixServer(Path folder, int port, String domain, String script) {
        this.folder = folder;
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectories(folder.resolve("spool"));
            Files.createDirectories(folder.resolve("data"));
            run("chown", "postfix", folder.resolve("data").toString());
            Files.writeString(folder.resolve("main.cf"), settings(domain));
            Files.writeString(folder.resolve("master.cf"), services(port));
            var bounce = Files.writeString(folder.resolve("tocsin-bounce"), script);
            Files.setPosixFilePermissions(bounce, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(PROGRAM, "-c", folder.toString(), "start");
    }

    private String settings(String domain) {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/spool
                data_directory = %1$s/data
                maillog_file = %1$s/log
                maillog_file_prefixes = %1$s
                myhostname = mail.harbour.example
                mydestination = %2$s, customer.example
                local_recipient_maps =
                alias_maps =
                alias_database =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                recipient_delimiter = +
                transport_maps = inline:{ { bounce@%2$s = tocsin-bounce: } }
                smtpd_relay_restrictions = permit_mynetworks, reject
                fast_flush_domains =
                biff = no
                """.formatted(folder, domain);
    }

    private String services(int port) {
        return """
                127.0.0.1:%2$d inet n - n - - smtpd
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                proxymap unix - - n - - proxymap
                error unix - - n - - error
                retry unix - - n - - error
                local unix - n n - - local
                anvil unix - - n - 1 anvil
                postlog unix-dgram n - n - 1 postlogd
                tocsin-bounce unix - n n - - pipe flags= user=nobody argv=%1$s/tocsin-bounce ${recipient}
                """.formatted(folder, port);
    }

    static boolean canRun() {
        return Files.isExecutable(Path.of(PROGRAM))
                && Files.isExecutable(Path.of("/usr/bin/curl"))
                && System.getProperty("user.name").equals("root");
    }

    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        run(PROGRAM, "-c", folder.toString(), "stop");
    }

    private static void run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.outputWriter().close();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
