/// What notices say.
@NullMarked
package dev.tocsin.notifier.message;

import org.jspecify.annotations.NullMarked;
