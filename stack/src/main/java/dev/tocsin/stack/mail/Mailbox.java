package dev.tocsin.stack.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The latest mails that a [MailServer] received, newest first.
public final class Mailbox {

    static final int KEPT = 1_000;

    private final Deque<Mail> mails = new ArrayDeque<>();
    private long received;

    public synchronized List<Mail> mails() {
        return List.copyOf(mails);
    }

    public synchronized void clear() {
        mails.clear();
    }

    synchronized void add(String to, MimeMessage message, Instant now) throws MessagingException, IOException {
        mails.addFirst(Mail.of(++received, now, to, message));
        if (mails.size() > KEPT) {
            mails.removeLast();
        }
    }
}
