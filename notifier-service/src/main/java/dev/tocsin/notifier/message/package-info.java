/// The content of notices.
@NullMarked
package dev.tocsin.notifier.message;

import org.jspecify.annotations.NullMarked;
