/// What the REST edges share: the JSON dialect, lists.
@NullMarked
package dev.tocsin.notifier.http;

import org.jspecify.annotations.NullMarked;
