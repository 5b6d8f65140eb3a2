/// What the REST edges share: the JSON dialect, problems, lists.
@NullMarked
package dev.tocsin.notifier.http;

import org.jspecify.annotations.NullMarked;
