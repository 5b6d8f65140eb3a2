package dev.tocsin.notifier.channel.email;

import static java.util.Objects.requireNonNullElse;

import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import io.vertx.ext.mail.SMTPException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Interprets a mail server's refusal by its enhanced code (RFC 3463) and by the command that it answers.
///
/// Only a permanent refusal that names the recipient's address or mailbox ends a delivery. Any other permanent refusal
/// concerns us: a wrong password, relaying denied, a policy, a server that refuses everything. After a temporary
/// refusal the mail is tried again; if the cause is not the recipient's, such as a server that shuts down, it does not
/// count as a failure of the recipient.
final class MailRefusals {

    /// The enhanced code in a line of a reply, such as `550 5.1.1 No such user` or `550-5.1.1 No such user`.
    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -]([45]\\.\\d{1,3}\\.\\d{1,3})(?![.\\d])");

    /// No such mailbox, no address at all, moved without a forwarding address, and a domain that takes no mail (RFC
    /// 7505).
    private static final Set<String> NO_SUCH_MAILBOX = Set.of("5.1.1", "5.1.3", "5.1.6", "5.1.10");

    /// A bad sender's address, whose codes are in the same class as those of the recipient's address.
    private static final Set<String> OF_THE_SENDER = Set.of("5.1.7", "5.1.8");

    private static final String AT_RECIPIENT = "recipient address not accepted";
    private static final String AT_END_OF_DATA = "sending data failed";

    /// The replies of servers without enhanced codes about a mailbox; many servers send them about relaying too.
    private static final Set<Integer> PERHAPS_OF_THE_RECIPIENT = Set.of(550, 551, 553);

    /// The server closes the connection: it is busy, or stops.
    private static final int SERVICE_NOT_AVAILABLE = 421;

    /// The codes that concern the mail system, such as a full disk.
    private static final String OF_THE_SYSTEM = "4.3.";

    private MailRefusals() {}

    static SendResult read(SMTPException refusal) {
        var code = enhanced(refusal);
        var said = code.isEmpty() ? Integer.toString(refusal.getReplyCode()) : refusal.getReplyCode() + " " + code;
        if (!refusal.isPermanent()) {
            return new TryLater("the mail server answered " + said, null, isPostponedForTheRecipient(refusal, code));
        }
        if (!isOfTheRecipient(refusal, code)) {
            return isUnclear(refusal, code)
                    ? new TryLater("the mail server refused it without saying why: " + said)
                    : new SenderRefused("the mail server refused Tocsin: %s to %s".formatted(said, command(refusal)));
        }
        return isGone(code)
                ? new Gone("the mail server says that there is no such mailbox")
                : new Refused("the mail server refused it: " + said);
    }

    /// Whether no mail will ever reach the recipient's address.
    static boolean isGone(String enhancedCode) {
        return NO_SUCH_MAILBOX.contains(enhancedCode);
    }

    private static boolean isOfTheRecipient(SMTPException refusal, String code) {
        return (isAt(refusal, AT_RECIPIENT) || isAt(refusal, AT_END_OF_DATA))
                && (code.startsWith("5.1.") || code.startsWith("5.2."))
                && !OF_THE_SENDER.contains(code);
    }

    /// Whether a mailbox is busy or full, or a server wants a second attempt (greylisting).
    private static boolean isPostponedForTheRecipient(SMTPException refusal, String code) {
        if (refusal.getReplyCode() == SERVICE_NOT_AVAILABLE) {
            return false;
        }
        return isAt(refusal, AT_RECIPIENT)
                ? !code.startsWith(OF_THE_SYSTEM)
                : isAt(refusal, AT_END_OF_DATA) && code.startsWith("4.2.");
    }

    private static boolean isUnclear(SMTPException refusal, String code) {
        return isAt(refusal, AT_RECIPIENT)
                && code.isEmpty()
                && PERHAPS_OF_THE_RECIPIENT.contains(refusal.getReplyCode());
    }

    private static String command(SMTPException refusal) {
        var message = message(refusal);
        if (message.startsWith("AUTH")) {
            return "AUTH";
        }
        if (message.startsWith("sender address")) {
            return "MAIL FROM";
        }
        if (isAt(refusal, AT_RECIPIENT)) {
            return "RCPT TO";
        }
        return message.startsWith("DATA") || isAt(refusal, AT_END_OF_DATA) ? "DATA" : "its greeting";
    }

    /// Only the client's message shows which command was answered.
    private static boolean isAt(SMTPException refusal, String words) {
        return message(refusal).startsWith(words);
    }

    private static String message(SMTPException refusal) {
        return requireNonNullElse(refusal.getMessage(), "");
    }

    /// @return empty when the server sends none
    private static String enhanced(SMTPException refusal) {
        return refusal.getReplyMessages().stream()
                .map(ENHANCED::matcher)
                .flatMap(line -> line.find() ? Stream.of(line.group(1)) : Stream.empty())
                .findFirst()
                .orElse("");
    }
}
