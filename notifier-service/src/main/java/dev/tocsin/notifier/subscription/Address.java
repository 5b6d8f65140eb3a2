package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.delivery.Channel;
import java.net.URI;

/// The address to which notices go. No kind of address prints what must not reach a log.
public sealed interface Address {

    Channel channel();

    /// The whole address, for the channel's own package.
    String text();

    /// The part of the address that pages and answers may show.
    String shown();

    /// @param text `local@domain`, as [MailAddresses] accepts it
    record MailAddress(String text) implements Address {
        @Override
        public Channel channel() {
            return Channel.EMAIL;
        }

        @Override
        public String shown() {
            return text;
        }

        @Override
        public String toString() {
            return "…@" + text.substring(text.lastIndexOf('@') + 1);
        }
    }

    /// @param secrets the secrets with which its notices are signed
    /// @param headers the headers that the subscriber wants with each request
    record WebhookAddress(URI url, SigningSecrets secrets, CustomHeaders headers) implements Address {

        public WebhookAddress(URI url, SigningSecrets secrets) {
            this(url, secrets, CustomHeaders.NONE);
        }

        @Override
        public Channel channel() {
            return Channel.WEBHOOK;
        }

        @Override
        public String text() {
            return url.toString();
        }

        @Override
        public String shown() {
            return text();
        }

        @Override
        public String toString() {
            return url.getScheme() + "://" + url.getHost();
        }
    }

    /// A channel of operators. The address is in the catalog, and its secrets are outside of Tocsin; it is resolved
    /// before each attempt.
    ///
    /// @param text the channel's id in the catalog
    record OperatorAddress(Channel channel, String text) implements Address {
        @Override
        public String shown() {
            return text;
        }
    }

    /// An address that only its channel's package can read. Anybody who knows it can write to the subscriber, so it is
    /// a secret.
    ///
    /// @param text such as a service's webhook URL, a routing key or a phone number
    record SecretAddress(Channel channel, String text) implements Address {

        private static final int LAST = 4;

        /// The host of a URL; the last four characters of anything else.
        @Override
        public String shown() {
            return text.contains("://")
                    ? URI.create(text).getHost()
                    : "…" + text.substring(Math.max(0, text.length() - LAST));
        }

        @Override
        public String toString() {
            return shown();
        }
    }
}
