/// Discord, by the webhook of a channel.
@NullMarked
package dev.tocsin.notifier.channel.discord;

import org.jspecify.annotations.NullMarked;
