package dev.tocsin.notifier.subscription;

import dev.tocsin.notifier.subscription.Address.MailAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The mail addresses that can be subscribed: the everyday form of RFC 5321, without quotes, comments or literals. The
/// domain may be an internationalised one.
public final class MailAddresses {

    private static final Pattern EVERYDAY =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;

    private MailAddresses() {}

    public sealed interface MailAddressReading {

        record Right(MailAddress address) implements MailAddressReading {}

        /// @param problem completes a sentence that begins with the field's name
        record Wrong(String problem) implements MailAddressReading {}
    }

    /// The address as mail servers take it: its domain in lower case and as punycode.
    public static MailAddressReading read(String text) {
        var at = text.lastIndexOf('@');
        if (text.length() > LONGEST || at > LONGEST_LOCAL_PART) {
            return tooLong();
        }
        var domain = at < 0 ? Optional.<String>empty() : HostNames.ascii(text.substring(at + 1));
        return domain.<MailAddressReading>map(ascii -> everyday(text.substring(0, at) + "@" + ascii))
                .orElseGet(MailAddresses::wrong);
    }

    /// The address without a tag after `+`, without dots, in lower case: most mail services deliver all such addresses
    /// to one mailbox. For limits only, because other services deliver them to different people.
    public static String mailbox(MailAddress address) {
        var at = address.text().lastIndexOf('@');
        var local = address.text().substring(0, at);
        var tag = local.indexOf('+');
        return (tag > 0 ? local.substring(0, tag) : local).replace(".", "").toLowerCase(Locale.ROOT)
                + address.text().substring(at);
    }

    private static MailAddressReading everyday(String address) {
        if (address.length() > LONGEST) {
            return tooLong();
        }
        return EVERYDAY.matcher(address).matches() ? new MailAddressReading.Right(new MailAddress(address)) : wrong();
    }

    private static MailAddressReading tooLong() {
        return new MailAddressReading.Wrong("is too long: at most 64 characters before the @ and 254 in all");
    }

    private static MailAddressReading wrong() {
        return new MailAddressReading.Wrong("is not a mail address such as jo@example.com");
    }
}
