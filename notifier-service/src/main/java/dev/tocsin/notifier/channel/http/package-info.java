/// What channels that speak HTTP share: the client that dials checked addresses only, and what stands in each message.
@NullMarked
package dev.tocsin.notifier.channel.http;

import org.jspecify.annotations.NullMarked;
