package dev.tocsin.notifier.subscription.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.notifier.subscription.api.SubscriptionSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The text that replaces an erased address. Only somebody who has the key can say whether it was a given address.
@ApplicationScoped
class ErasedAddresses {

    private static final String ALGORITHM = "HmacSHA256";

    private final Optional<SecretKeySpec> key;

    ErasedAddresses(SubscriptionSettings settings) {
        this.key = settings.addressKey().map(text -> new SecretKeySpec(text.getBytes(UTF_8), ALGORITHM));
    }

    /// `erased:` and a hash with the key; without a key, nothing of the address is kept.
    String of(String address) {
        return "erased:" + key.map(with -> hash(address, with)).orElse("no-hash");
    }

    private static String hash(String address, SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of()
                    .formatHex(mac.doFinal(address.toLowerCase(Locale.ROOT).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
