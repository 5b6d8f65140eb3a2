package dev.tocsin.stack.mail;

import static java.util.Objects.requireNonNullElse;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A mail as it was received, once for each recipient.
///
/// @param number counts received mails from 1
/// @param to the recipient of the envelope, which the headers need not name
/// @param messageId with its angle brackets; empty if the mail has none
/// @param headers in their order, each with all its values
/// @param text the first `text/plain` part, empty if there is none
/// @param html the first `text/html` part, empty if there is none
public record Mail(
        long number,
        Instant received,
        String from,
        String to,
        String subject,
        String messageId,
        Map<String, List<String>> headers,
        String text,
        String html) {

    static Mail of(long number, Instant received, String to, MimeMessage message)
            throws MessagingException, IOException {
        var headers = new LinkedHashMap<String, List<String>>();
        for (var header : Collections.<Header>list(message.getAllHeaders())) {
            headers.computeIfAbsent(header.getName(), _ -> new ArrayList<>()).add(header.getValue());
        }
        return new Mail(
                number,
                received,
                requireNonNullElse(message.getHeader("From", ", "), ""),
                to,
                requireNonNullElse(message.getSubject(), ""),
                requireNonNullElse(message.getMessageID(), ""),
                headers,
                first("text/plain", message).orElse(""),
                first("text/html", message).orElse(""));
    }

    /// The first value of a header, whatever the case of its name.
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().getFirst())
                .findFirst();
    }

    private static Optional<String> first(String type, Part part) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of(part.getContent().toString());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var found = first(type, parts.getBodyPart(i));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
