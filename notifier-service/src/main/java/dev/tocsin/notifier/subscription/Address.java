package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.delivery.Channel;
import java.net.URI;

/// Where notices go. No kind prints what must not reach a log.
public sealed interface Address {

    Channel channel();

    /// The whole of it, for the channel's own package.
    String text();

    /// What pages and answers may show of it.
    String shown();

    /// @param text `local@domain`, as [MailAddresses] lets it through
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

    /// @param secrets with which its notices are signed
    /// @param headers that the subscriber wants with each request
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

    /// Of a channel whose package alone knows how to read it. Whoever knows it can write to the subscriber, so it is a
    /// secret.
    ///
    /// @param text such as a service's webhook URL, a routing key or a phone number
    record SecretAddress(Channel channel, String text) implements Address {

        private static final int LAST = 4;

        /// Of a URL its host; of anything else its last four characters.
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
