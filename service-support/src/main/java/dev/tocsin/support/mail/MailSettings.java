package dev.tocsin.support.mail;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.mail")
interface MailSettings {

    Dkim dkim();

    /// The signing of mails (RFC 6376).
    interface Dkim {

        /// The PEM file of the RSA key that signs mails, as `openssl genpkey -algorithm rsa` writes it. Without one,
        /// mails are not signed.
        Optional<Path> keyFile();

        /// The selector under which the public key is in the DNS, at `SELECTOR._domainkey.DOMAIN`.
        Optional<String> selector();

        /// The domain that signs; by default that of `quarkus.mailer.from`.
        Optional<String> domain();
    }
}
