/// What the channels of chat services share: all but how a message is written, and what an answer means.
@NullMarked
package dev.tocsin.notifier.channel.chat;

import org.jspecify.annotations.NullMarked;
