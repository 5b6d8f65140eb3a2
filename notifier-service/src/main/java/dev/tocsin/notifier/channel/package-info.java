/// The rules that channels keep, whatever carries them.
@NullMarked
package dev.tocsin.notifier.channel;

import org.jspecify.annotations.NullMarked;
