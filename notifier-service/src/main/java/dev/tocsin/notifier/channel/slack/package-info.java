/// Slack, by the incoming webhook of a channel.
@NullMarked
package dev.tocsin.notifier.channel.slack;

import org.jspecify.annotations.NullMarked;
