package dev.tocsin.notifier.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.delivery.SendResult;
import io.vertx.ext.mail.SMTPException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MailRefusalsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AUTH PLAIN failed              | 535 5.7.8 Error: authentication failed                 | SenderRefused
            AUTH LOGIN failed              | 535 wrong                                              | SenderRefused
            AUTH PLAIN failed              | 454 4.7.0 Temporary authentication failure             | TryLater
            got error response             | 554 no SMTP service here                               | SenderRefused
            HELO failed.                   | 550 5.7.1 go away                                      | SenderRefused
            sender address not accepted    | 553 5.1.8 Sender's domain does not resolve             | SenderRefused
            sender address not accepted    | 550 5.1.0 Address rejected                             | SenderRefused
            recipient address not accepted | 554 5.7.1 Relay access denied                          | SenderRefused
            recipient address not accepted | 554 no                                                 | SenderRefused
            recipient address not accepted | 550 Relaying denied, or no such user                   | TryLater
            recipient address not accepted | 450 4.2.1 Mailbox busy                                 | TryLater
            recipient address not accepted | 550 5.1.1 No such user 10.5.1.2                        | Gone
            recipient address not accepted | 550 5.1.10 Null MX                                     | Gone
            recipient address not accepted | 552-5.2.2 The mailbox is full                          | Refused
            recipient address not accepted | 550 Host 5.1.1.7 is blocked                            | TryLater
            recipient address not accepted | 554 5.1.1.7 is blocked                                 | SenderRefused
            DATA command not accepted      | 554 5.5.1 no valid recipients                          | SenderRefused
            sending data failed            | 554 5.7.1 Message looks like spam                      | SenderRefused
            sending data failed            | 552 5.2.3 Message exceeds what the mailbox takes       | Refused
            """)
    void onlyAReasonOfTheRecipientsOwnEndsADelivery(String stage, String reply, String result) {
        var refusal = new SMTPException(stage, Integer.parseInt(reply.substring(0, 3)), List.of(reply), true);

        SendResult read = MailRefusals.read(refusal);

        assertThat(read.getClass().getSimpleName()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            recipient address not accepted | 450 4.2.0 Greylisted, come back               | true
            recipient address not accepted | 452 4.2.2 The mailbox is full                 | true
            recipient address not accepted | 450 busy                                      | true
            recipient address not accepted | 550 no                                        | true
            sending data failed            | 452 4.2.2 The mailbox is full                 | true
            recipient address not accepted | 421 4.7.0 Too many errors                     | false
            recipient address not accepted | 451 4.3.0 The queue's file cannot be written  | false
            sending data failed            | 451 4.3.5 Look-up of something failed         | false
            sender address not accepted    | 452 4.3.1 Insufficient system storage         | false
            got error response             | 421 4.3.2 Shutting down                       | false
            AUTH PLAIN failed              | 454 4.7.0 Temporary authentication failure    | false
            """)
    void onlyWhatIsOfTheRecipientMakesItOneWhoFails(String stage, String reply, boolean isOfReceiver) {
        var refusal = new SMTPException(stage, Integer.parseInt(reply.substring(0, 3)), List.of(reply), true);

        assertThat(MailRefusals.read(refusal))
                .isInstanceOfSatisfying(
                        SendResult.TryLater.class,
                        later -> assertThat(later.isOfReceiver()).isEqualTo(isOfReceiver));
    }

    @ParameterizedTest
    @CsvSource({"RCPT TO,recipient address not accepted", "MAIL FROM,sender address not accepted", "AUTH,AUTH failed"})
    void whatIsSaidNamesTheCommandAndNoAddress(String command, String stage) {
        var refusal = new SMTPException(stage, 554, List.of("554 5.7.1 <jo@customer.example>: denied"), true);

        assertThat(MailRefusals.read(refusal))
                .isEqualTo(new SendResult.SenderRefused(
                        "the mail server refused Tocsin: 554 5.7.1 to %s".formatted(command)));
    }
}
