/// Reads secrets of operators' channels from the environment and from files.
@NullMarked
package dev.tocsin.notifier.operator.secret;

import org.jspecify.annotations.NullMarked;
