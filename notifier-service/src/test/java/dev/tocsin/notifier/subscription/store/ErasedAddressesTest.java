package dev.tocsin.notifier.subscription.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.subscription.api.SubscriptionSettings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ErasedAddressesTest {

    @Test
    void onlyWithTheKeyItCanBeToldWhoseItWas() {
        var erased = with("a key");

        assertThat(erased.of("Jo@example.com"))
                .matches("erased:[0-9a-f]{64}")
                .isEqualTo(erased.of("jo@example.com"))
                .isNotEqualTo(erased.of("jo@example.org"))
                .isNotEqualTo(with("another key").of("jo@example.com"));
    }

    @Test
    void withoutAKeyNothingIsKept() {
        assertThat(with(null).of("jo@example.com")).isEqualTo("erased:no-hash");
    }

    private static ErasedAddresses with(@Nullable String key) {
        return new ErasedAddresses(new SubscriptionSettings() {
            @Override
            public List<String> channels() {
                return List.of();
            }

            @Override
            public int codesPerMinute() {
                return 0;
            }

            @Override
            public int testsPerMinute() {
                return 0;
            }

            @Override
            public int confirmationsPerHour() {
                return 0;
            }

            @Override
            public int questionsPerHour() {
                return 0;
            }

            @Override
            public Optional<String> addressKey() {
                return Optional.ofNullable(key);
            }

            @Override
            public int wishesPerMinute() {
                return 0;
            }
        });
    }
}
