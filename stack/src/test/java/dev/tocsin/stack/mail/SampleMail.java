package dev.tocsin.stack.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;

/// A mail of two parts, to recipients whom only its envelope names.
public record SampleMail(String host, int port) {

    public void send(String subject, String html, String... recipients) throws MessagingException {
        var message = message(subject, html);
        for (var recipient : recipients) {
            message.addRecipient(RecipientType.BCC, new InternetAddress(recipient));
        }
        Transport.send(message);
    }

    MimeMessage message(String subject, String html) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", Integer.toString(port));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("Tocsin <notices@example.org>");
        message.setSubject(subject, "utf-8");
        message.setHeader("Date", "Mon, 23 Nov 2026 12:00:00 +0000");
        message.setHeader("List-Unsubscribe", "<https://example.org/leave>");
        var text = new MimeBodyPart();
        text.setText("Down, in words ü", "utf-8");
        var marked = new MimeBodyPart();
        marked.setText(html, "utf-8", "html");
        message.setContent(new MimeMultipart("alternative", text, marked));
        message.saveChanges();
        return message;
    }
}
