package dev.tocsin.benchmarks.notices.smtp;

import dev.tocsin.benchmarks.notices.BareRound;
import dev.tocsin.benchmarks.process.ProcessTree;
import dev.tocsin.contract.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// The process of [BareMailClient]; writes its [BareRound]s as JSON.
public final class BareMailClientMain {

    /// The notifier's headers that the client does not write by itself.
    private static final List<String> HEADERS =
            List.of("Message-ID", "Auto-Submitted", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post");

    private final Vertx vertx = Vertx.vertx();
    private final MailClient client;
    private final int mails;
    private final MimeMessage mail;
    private final String text;
    private final String html;

    private BareMailClientMain(int port, int mails, int inFlight, MimeMessage mail)
            throws MessagingException, IOException {
        this.client = MailClient.create(
                vertx,
                new MailConfig("127.0.0.1", port)
                        .setStarttls(StartTLSOptions.DISABLED)
                        .setOwnHostname("bare.example")
                        .setKeepAlive(true)
                        .setMaxPoolSize(inFlight));
        this.mails = mails;
        this.mail = mail;
        var parts = (Multipart) mail.getContent();
        this.text = text(parts, 0);
        this.html = text(parts, 1);
    }

    private static String text(Multipart parts, int number) throws MessagingException, IOException {
        return parts.getBodyPart(number).getContent().toString().replace("\r\n", "\n");
    }

    private static MimeMessage read(Path file) throws MessagingException, IOException {
        try (var in = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    /// @param arguments port, mails of a round, mails at a time, rounds, the file of a mail, and the file to write
    public static void main(String[] arguments) throws IOException, InterruptedException, MessagingException {
        var inFlight = Integer.parseInt(arguments[2]);
        var bare = new BareMailClientMain(
                Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), inFlight, read(Path.of(arguments[4])));
        var rounds = new ArrayList<BareRound>();
        for (var round = 0; round < Integer.parseInt(arguments[3]); round++) {
            rounds.add(bare.round(inFlight));
        }
        Files.writeString(Path.of(arguments[5]), Json.mapper().writeValueAsString(rounds));
        System.exit(0);
    }

    private BareRound round(int inFlight) throws InterruptedException, MessagingException {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (var name : HEADERS) {
            headers.add(name, mail.getHeader(name, ", "));
        }
        var message = new MailMessage()
                .setFrom("status@bare.example")
                .setTo("bare@customer.example")
                .setSubject(mail.getSubject())
                .setText(text)
                .setHtml(html)
                .setHeaders(headers);
        var process = new ProcessTree(ProcessHandle.current().pid());
        var computed = process.computed();
        var began = System.nanoTime();
        var next = new AtomicInteger();
        var failed = new AtomicInteger();
        var ended = new CountDownLatch(inFlight);
        var eventLoop = vertx.getOrCreateContext();
        for (var line = 0; line < inFlight; line++) {
            eventLoop.runOnContext(_ -> send(message, next, failed, ended));
        }
        ended.await();
        var seconds = (System.nanoTime() - began) / 1e9;
        return new BareRound(mails, seconds, process.computed().minus(computed).toMillis(), failed.get());
    }

    /// Sends mails one after another, until all were sent.
    private void send(MailMessage message, AtomicInteger next, AtomicInteger failed, CountDownLatch ended) {
        var number = next.getAndIncrement();
        if (number >= mails) {
            ended.countDown();
            return;
        }
        client.sendMail(message).onComplete(sent -> {
            if (sent.failed()) {
                failed.incrementAndGet();
            }
            send(message, next, failed, ended);
        });
    }
}
