/// Webhooks in the format that receivers of Statuspage webhooks know.
@NullMarked
package dev.tocsin.notifier.channel.statuspage;

import org.jspecify.annotations.NullMarked;
