package dev.tocsin.support.access;

/// The header in which incident-service names the account for which it acts at notifier-service.
public final class ActorHeader {

    public static final String NAME = "Tocsin-Actor";

    public static final String RULE = "must be 1 to 100 visible ASCII characters";

    private static final int LONGEST = 100;

    private ActorHeader() {}

    public static boolean isValid(String value) {
        return !value.isEmpty() && value.length() <= LONGEST && value.chars().allMatch(ActorHeader::isVisible);
    }

    /// The header for an account, whatever its name: a character that may not be in a header becomes a `?`.
    public static String of(String account) {
        var value = new StringBuilder();
        account.chars().limit(LONGEST).forEach(each -> value.append(isVisible(each) ? (char) each : '?'));
        return value.isEmpty() ? "?" : value.toString();
    }

    private static boolean isVisible(int character) {
        return character > ' ' && character < 0x7f;
    }
}
