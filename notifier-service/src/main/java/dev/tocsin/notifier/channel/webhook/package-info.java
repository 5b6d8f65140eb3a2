/// Webhooks: signed as Standard Webhooks says, sent to checked addresses only.
@NullMarked
package dev.tocsin.notifier.channel.webhook;

import org.jspecify.annotations.NullMarked;
