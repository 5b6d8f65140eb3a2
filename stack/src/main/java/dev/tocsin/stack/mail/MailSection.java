package dev.tocsin.stack.mail;

import static dev.tocsin.stack.inbox.Html.escaped;

import dev.tocsin.stack.inbox.InboxSection;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The mails of a [Mailbox], each with its text, its HTML and its headers.
public final class MailSection implements InboxSection {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Mailbox mailbox;

    public MailSection(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public String name() {
        return "mails";
    }

    @Override
    public String title() {
        return "Mails";
    }

    @Override
    public List<Mail> items() {
        return mailbox.mails();
    }

    @Override
    public String list() {
        var mails = mailbox.mails();
        if (mails.isEmpty()) {
            return """
                    <h1>No mail yet</h1>
                    <p>Every mail that Tocsin sends on this machine arrives here, newest first.</p>
                    """;
        }
        return """
                <h1>Mails</h1>
                <table>
                <thead><tr><th>Received (UTC)</th><th>To</th><th>Subject</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                """.formatted(mails.stream().map(MailSection::row).collect(Collectors.joining()));
    }

    private static String row(Mail mail) {
        var subject = mail.subject().isBlank() ? "(no subject)" : mail.subject();
        return """
                <tr><td><time datetime="%s">%s</time></td><td>%s</td><td><a href="/mails/%d">%s</a></td></tr>
                """.formatted(
                mail.received(), TIME.format(mail.received()), escaped(mail.to()), mail.number(), escaped(subject));
    }

    @Override
    public Optional<String> item(String id) {
        return mailbox.mails().stream()
                .filter(mail -> Long.toString(mail.number()).equals(id))
                .map(MailSection::whole)
                .findFirst();
    }

    private static String whole(Mail mail) {
        var page = new StringBuilder(
                """
                <h1>%s</h1>
                <p class="soft">From %s to %s, received <time datetime="%4$s">%4$s</time></p>
                """.formatted(escaped(mail.subject()), escaped(mail.from()), escaped(mail.to()), mail.received()));
        if (!mail.html().isEmpty()) {
            page.append(frame(mail.html()));
        }
        if (!mail.text().isEmpty()) {
            page.append("<h2>As text</h2>\n<pre>%s</pre>\n".formatted(escaped(mail.text())));
        }
        return page.append("<h2>Headers</h2>\n<pre>%s</pre>\n".formatted(escaped(headers(mail))))
                .toString();
    }

    /// In a frame of its own, without scripts, forms or this page's origin; its links open beside it.
    private static String frame(String html) {
        return """
                <iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="%s"></iframe>
                """.formatted(escaped("<base target=\"_blank\">" + html));
    }

    private static String headers(Mail mail) {
        return mail.headers().entrySet().stream()
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
                .collect(Collectors.joining("\n"));
    }
}
