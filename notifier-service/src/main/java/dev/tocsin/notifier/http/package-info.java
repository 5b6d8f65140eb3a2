/// The parts that the REST edges share, such as the JSON dialect and lists.
@NullMarked
package dev.tocsin.notifier.http;

import org.jspecify.annotations.NullMarked;
