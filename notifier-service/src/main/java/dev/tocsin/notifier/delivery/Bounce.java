package dev.tocsin.notifier.delivery;

/// A mail that was sent and came back.
///
/// @param about what the mail was about: a delivery's id, or `confirm-` and a subscription's
/// @param status the enhanced status code, such as `5.1.1`
/// @param gone whether nothing will ever reach the address
public record Bounce(String about, String status, boolean gone) {

    private static final String CONFIRMATION = "confirm-";

    /// Of the subscription that it was to confirm; otherwise it was a notice.
    public boolean isOfConfirmation() {
        return about.startsWith(CONFIRMATION);
    }

    public String subscription() {
        return about.substring(CONFIRMATION.length());
    }

    /// One line, without the address.
    public String reason() {
        return "the mail came back: " + status;
    }
}
