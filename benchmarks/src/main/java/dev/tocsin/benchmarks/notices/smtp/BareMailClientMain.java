package dev.tocsin.benchmarks.notices.smtp;

import dev.tocsin.benchmarks.notices.BareRound;
import dev.tocsin.benchmarks.process.ProcessTree;
import dev.tocsin.contract.Json;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// The process of [BareMailClient]; writes its [BareRound]s as JSON.
public final class BareMailClientMain {

    private static final int TEXT_PARTS = 4;

    private final Vertx vertx = Vertx.vertx();
    private final MailClient client;
    private final int mails;
    private final String text;
    private final String html;

    private BareMailClientMain(int port, int mails, int inFlight, String mail) {
        this.client = MailClient.create(
                vertx,
                new MailConfig("127.0.0.1", port)
                        .setStarttls(StartTLSOptions.DISABLED)
                        .setOwnHostname("bare.example")
                        .setKeepAlive(true)
                        .setMaxPoolSize(inFlight));
        this.mails = mails;
        this.text = mail.substring(0, mail.length() / TEXT_PARTS);
        this.html = mail.substring(mail.length() / TEXT_PARTS);
    }

    /// @param arguments port, mails of a round, mails at a time, rounds, the file of a mail, and where to write
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var inFlight = Integer.parseInt(arguments[2]);
        var bare = new BareMailClientMain(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                inFlight,
                Files.readString(Path.of(arguments[4])));
        var rounds = new ArrayList<BareRound>();
        for (var round = 0; round < Integer.parseInt(arguments[3]); round++) {
            rounds.add(bare.round(inFlight));
        }
        Files.writeString(Path.of(arguments[5]), Json.mapper().writeValueAsString(rounds));
        System.exit(0);
    }

    private BareRound round(int inFlight) throws InterruptedException {
        var process = new ProcessTree(ProcessHandle.current().pid());
        var computed = process.computed();
        var began = System.nanoTime();
        var next = new AtomicInteger();
        var failed = new AtomicInteger();
        var ended = new CountDownLatch(inFlight);
        var eventLoop = vertx.getOrCreateContext();
        for (var line = 0; line < inFlight; line++) {
            eventLoop.runOnContext(_ -> send(next, failed, ended));
        }
        ended.await();
        var seconds = (System.nanoTime() - began) / 1e9;
        return new BareRound(mails, seconds, process.computed().minus(computed).toMillis(), failed.get());
    }

    /// One after another, until all were sent.
    private void send(AtomicInteger next, AtomicInteger failed, CountDownLatch ended) {
        var number = next.getAndIncrement();
        if (number >= mails) {
            ended.countDown();
            return;
        }
        client.sendMail(new MailMessage()
                        .setFrom("status@bare.example")
                        .setTo("bare@customer.example")
                        .setSubject("Log in and 2 more are down in North America")
                        .setText(text)
                        .setHtml(html))
                .onComplete(sent -> {
                    if (sent.failed()) {
                        failed.incrementAndGet();
                    }
                    send(next, failed, ended);
                });
    }
}
