package dev.tocsin.notifier.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.subscription.Address.MailAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MailAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "jo@example.com, jo@example.com",
        "Jo.Doe@example.com, jodoe@example.com",
        "j.o.doe+tocsin+2@example.com, jodoe@example.com",
        "+tag@example.com, +tag@example.com"
    })
    void forLimitsATagAndDotsAreNoOtherMailbox(String address, String mailbox) {
        assertThat(MailAddresses.mailbox(new MailAddress(address))).isEqualTo(mailbox);
    }
}
