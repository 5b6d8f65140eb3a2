package dev.tocsin.notifier.delivery;

/// A mail that was sent and came back.
///
/// @param about the id of the delivery that came back, or `confirm-` and the id of a subscription
/// @param status the enhanced status code, such as `5.1.1`
/// @param gone whether no mail will ever reach the address
public record Bounce(String about, String status, boolean gone) {

    private static final String CONFIRMATION = "confirm-";

    /// Whether the mail asked to confirm a subscription; otherwise it was a notice.
    public boolean isOfConfirmation() {
        return about.startsWith(CONFIRMATION);
    }

    public String subscription() {
        return about.substring(CONFIRMATION.length());
    }

    /// The reason as one line, without the address.
    public String reason() {
        return "the mail bounced: " + status;
    }
}
