package dev.tocsin.notifier.channel.email;

/// Reports of mail servers, as Postfix writes them.
public final class Reports {

    private Reports() {}

    /// @param to the address to which the report comes
    public static String report(String to, String action, String status, String messageId) {
        return """
                Return-Path: <>
                Date: Sat, 28 Nov 2026 10:42:00 +0000
                From: MAILER-DAEMON@mx.customer.example (Mail Delivery System)
                Subject: Undelivered Mail Returned to Sender
                To: %s
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                \tboundary="B42/mx"
                Content-Transfer-Encoding: 8bit

                This is a MIME-encapsulated message.

                --B42/mx
                Content-Description: Notification
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you that your message could not be delivered.

                --B42/mx
                Content-Description: Delivery report
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.customer.example
                Arrival-Date: Sat, 28 Nov 2026 10:41:00 +0000

                Final-Recipient: rfc822; jo@customer.example
                Original-Recipient: rfc822;jo@customer.example
                Action: %s
                Status: %s
                Remote-MTA: dns; mx.customer.example
                Diagnostic-Code: smtp; 550 %s no

                --B42/mx
                Content-Description: Undelivered Message Headers
                Content-Type: text/rfc822-headers

                From: Harbour CRM <status@harbour.example>
                To: jo@customer.example
                Message-ID: %s
                Subject: Log in is down

                --B42/mx--
                """.formatted(to, action, status, status, messageId).replace("\n", "\r\n");
    }
}
