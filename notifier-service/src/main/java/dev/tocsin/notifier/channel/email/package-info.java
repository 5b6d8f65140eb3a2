/// Mail: in text and HTML, with one-click leave.
@NullMarked
package dev.tocsin.notifier.channel.email;

import org.jspecify.annotations.NullMarked;
