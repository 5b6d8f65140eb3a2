/// Webhooks in the format that readers of Statuspage know.
@NullMarked
package dev.tocsin.notifier.channel.statuspage;

import org.jspecify.annotations.NullMarked;
