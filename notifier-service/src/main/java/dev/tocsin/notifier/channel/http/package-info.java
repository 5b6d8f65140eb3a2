/// The parts that HTTP channels share: the client that connects to checked addresses only, and the content of
/// messages.
@NullMarked
package dev.tocsin.notifier.channel.http;

import org.jspecify.annotations.NullMarked;
