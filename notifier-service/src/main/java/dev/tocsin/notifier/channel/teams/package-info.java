/// Microsoft Teams, by the webhook of a workflow that posts to a channel.
@NullMarked
package dev.tocsin.notifier.channel.teams;

import org.jspecify.annotations.NullMarked;
