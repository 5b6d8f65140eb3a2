package dev.tocsin.incident.access.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incident.access.RandomSecret;
import dev.tocsin.incident.access.store.AccountStore;
import dev.tocsin.support.kafka.Unavailability;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Makes the first account where there is none, if a file for its password is configured. The password is written
/// before the account is made, so that no account has a password that nobody knows; it must be changed at the first
/// sign-in.
@ApplicationScoped
class FirstAccount {

    private static final Logger LOG = Logger.getLogger(FirstAccount.class);

    private final AccountStore accounts;
    private final Optional<Path> file;

    FirstAccount(
            AccountStore accounts, @ConfigProperty(name = "tocsin.access.first-password-file") Optional<Path> file) {
        this.accounts = accounts;
        this.file = file;
    }

    /// Another instance that starts at the same time may make it first.
    void make(@Observes StartupEvent start) {
        try {
            if (accounts.isEmpty()) {
                make();
            }
        } catch (RuntimeException e) {
            LOG.warnf("The first account could not be made: %s", Unavailability.firstLine(e));
        }
    }

    private void make() {
        if (file.isEmpty()) {
            LOG.info(
                    "There is no account yet. Sign in as operator with the operator token, and add one at /ops/accounts.");
            return;
        }
        var password = RandomSecret.firstPassword();
        try {
            write(file.get(), password);
        } catch (IOException e) {
            LOG.warnf(
                    "The first account is not made: its password cannot be written to %s (%s). Sign in as operator with "
                            + "the operator token instead.",
                    file.get(), e);
            return;
        }
        var made = Optional.<String>empty();
        try {
            made = accounts.makeFirst(password);
            made.ifPresent(name -> LOG.infof("The first account is %s; its password is in %s", name, file.get()));
        } finally {
            if (made.isEmpty()) {
                remove(file.get());
            }
        }
    }

    /// A password that opens nothing would mislead.
    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("%s holds a password that opens nothing, and cannot be removed: %s", file, e);
        }
    }

    private static void write(Path file, String password) throws IOException {
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.deleteIfExists(file);
        try (var channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine)) {
            var _ = channel.write(ByteBuffer.wrap((password + "\n").getBytes(UTF_8)));
        }
    }
}
