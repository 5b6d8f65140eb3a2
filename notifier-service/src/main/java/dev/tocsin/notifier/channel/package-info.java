/// The rules that all channels follow, whatever their technology.
@NullMarked
package dev.tocsin.notifier.channel;

import org.jspecify.annotations.NullMarked;
