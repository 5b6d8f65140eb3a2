package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.delivery.Channel;
import java.net.URI;

/// Where notices go. Neither kind prints what must not reach a log.
public sealed interface Address {

    Channel channel();

    String text();

    /// @param text `local@domain`, as [MailAddresses] lets it through
    record MailAddress(String text) implements Address {
        @Override
        public Channel channel() {
            return Channel.EMAIL;
        }

        @Override
        public String toString() {
            return "…@" + text.substring(text.lastIndexOf('@') + 1);
        }
    }

    /// @param secrets with which its notices are signed
    record WebhookAddress(URI url, SigningSecrets secrets) implements Address {
        @Override
        public Channel channel() {
            return Channel.WEBHOOK;
        }

        @Override
        public String text() {
            return url.toString();
        }

        @Override
        public String toString() {
            return url.getScheme() + "://" + url.getHost();
        }
    }
}
