package dev.tocsin.stack.mail;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tocsin.stack.process.Ports;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// A real SMTP server on this machine's loopback that takes mail for everyone into one [Mailbox].
public final class MailServer implements AutoCloseable {

    private final GreenMail server;
    private final Mailbox mailbox;

    private MailServer(GreenMail server, Mailbox mailbox) {
        this.server = server;
        this.mailbox = mailbox;
    }

    /// @throws dev.tocsin.stack.process.StartFailure when the port is taken
    public static MailServer start(int port, InstantSource clock) {
        Ports.demandFree(port, "mail");
        var server = new GreenMail(new ServerSetup(port, Ports.LOOPBACK, ServerSetup.PROTOCOL_SMTP));
        var mailbox = new Mailbox();
        server.start();
        server.getUserManager()
                .setMessageDeliveryHandler((_, recipient) -> new Recipient(recipient.getEmail(), mailbox, clock));
        return new MailServer(server, mailbox);
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    @Override
    public void close() {
        server.stop();
    }

    /// Passes received mails on to the mailbox, so that GreenMail's own store, which grows without bound, stays empty.
    private record Recipient(String email, Mailbox mailbox, InstantSource clock) implements GreenMailUser {

        @Override
        public void deliver(MovingMessage message) {
            deliver(message.getMessage());
        }

        /// An exception from here makes the server refuse the mail to its sender.
        @Override
        public void deliver(MimeMessage message) {
            try {
                mailbox.add(email, message, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            } catch (MessagingException | IOException e) {
                throw new IllegalStateException("A mail cannot be read", e);
            }
        }

        @Override
        public String getEmail() {
            return email;
        }

        @Override
        public String getLogin() {
            return email;
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public void setPassword(String password) {}

        @Override
        public void create() {}

        @Override
        public void delete() {}

        @Override
        public void authenticate(String password) throws UserException {
            throw new UserException("This server has no accounts");
        }

        @Override
        public String getQualifiedMailboxName() {
            return email;
        }
    }
}
