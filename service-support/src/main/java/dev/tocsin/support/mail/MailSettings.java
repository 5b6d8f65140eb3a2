package dev.tocsin.support.mail;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.mail")
interface MailSettings {

    Dkim dkim();

    /// How mails are signed (RFC 6376).
    interface Dkim {

        /// The file of the RSA key that signs mails, as PEM: what `openssl genpkey -algorithm rsa` writes. Without one
        /// they are not signed.
        Optional<Path> keyFile();

        /// The selector under which the public key stands in the DNS, at `SELECTOR._domainkey.DOMAIN`.
        Optional<String> selector();

        /// The domain that signs; without one that of `quarkus.mailer.from`.
        Optional<String> domain();
    }
}
