/// The parts that channels of chat services share: all but the form of messages and the meaning of answers.
@NullMarked
package dev.tocsin.notifier.channel.chat;

import org.jspecify.annotations.NullMarked;
