/// Text messages, by whatever gateway the operator configures.
@NullMarked
package dev.tocsin.notifier.channel.sms;

import org.jspecify.annotations.NullMarked;
