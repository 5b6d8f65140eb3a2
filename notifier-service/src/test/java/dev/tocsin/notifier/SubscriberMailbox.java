package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static org.awaitility.Awaitility.await;

import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.mail.Mail;
import java.util.Comparator;
import java.util.List;

/// What one address receives on the tests' mail server.
record SubscriberMailbox(String address) {

    /// One that no test has used before.
    static SubscriberMailbox unused() {
        return new SubscriberMailbox("jo%d@customer.example".formatted(System.nanoTime()));
    }

    /// Mails with this text in their subject, in the order in which they came. A test asks for its own incident: those
    /// that other tests left open have openings of their own for who subscribes now.
    List<Mail> mails(String subject) {
        return SharedServices.mailsTo(address).stream()
                .filter(mail -> mail.subject().contains(subject))
                .sorted(Comparator.comparingLong(Mail::number))
                .toList();
    }

    /// Waits until there are at least so many.
    List<Mail> awaitMails(String subject, int number) {
        return await().atMost(SOON).until(() -> mails(subject), mails -> mails.size() >= number);
    }

    /// Waits for the first.
    Mail awaitMail(String subject) {
        return awaitMails(subject, 1).getFirst();
    }

    /// Waits for the question whether the address is to be subscribed.
    Mail awaitConfirmation() {
        return awaitMail("Confirm your subscription");
    }
}
