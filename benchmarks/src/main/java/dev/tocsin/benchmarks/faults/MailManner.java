package dev.tocsin.benchmarks.faults;

import static dev.tocsin.benchmarks.faults.CopyResult.REFUSED;
import static dev.tocsin.benchmarks.faults.CopyResult.REFUSED_FOR_GOOD;

/// The mail server's response to the first copy of a mail; it takes every later copy at once.
///
/// A refusal about the mailbox ends the notice. One about the sender, such as a policy or a wrong password, does not.
public enum MailManner {
    TAKES(SmtpCommand.END, "250 2.0.0 taken", CopyResult.TAKEN),
    GOES_AWAY(SmtpCommand.MAIL, "421 4.3.2 closing", REFUSED),
    WANTS_A_PASSWORD(SmtpCommand.MAIL, "535 5.7.8 bad credentials", REFUSED),
    RELAYS_NOTHING(SmtpCommand.RECIPIENT, "550 5.7.1 relaying denied", REFUSED),
    HAS_AN_ERROR(SmtpCommand.END, "451 4.3.0 try again", REFUSED),
    HAS_NO_ROOM(SmtpCommand.END, "550 5.2.1 mailbox disabled", REFUSED_FOR_GOOD),
    DROPS_THE_CONNECTION(SmtpCommand.END, "", REFUSED);

    private static final int REFUSING = values().length - 1;

    /// The step of a mail's transaction that is answered in this manner.
    public enum SmtpCommand {
        MAIL,
        RECIPIENT,
        END
    }

    private final SmtpCommand command;
    private final String answer;
    private final CopyResult result;

    MailManner(SmtpCommand command, String answer, CopyResult result) {
        this.command = command;
        this.answer = answer;
        this.result = result;
    }

    /// The manner for the first copy, by the notice's id: every second notice is refused.
    public static MailManner ofFirst(String notice) {
        var number = Math.floorMod(notice.hashCode(), 2 * REFUSING);
        return number < REFUSING ? values()[1 + number] : TAKES;
    }

    public boolean answers(SmtpCommand given) {
        return command == given;
    }

    /// A line without its end; empty if the server drops the connection instead.
    public String answer() {
        return answer;
    }

    /// Whether the connection ends with the answer.
    public boolean closes() {
        return this == GOES_AWAY || this == DROPS_THE_CONNECTION;
    }

    public CopyResult result() {
        return result;
    }
}
