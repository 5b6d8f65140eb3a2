/// Operators' mutes: what they cover, and when they are in force.
@NullMarked
package dev.tocsin.notifier.silence;

import org.jspecify.annotations.NullMarked;
