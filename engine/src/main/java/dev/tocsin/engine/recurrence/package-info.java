/// Decides whether an incident is one of many, and what the incidents on one component within five months have in
/// common.
@NullMarked
package dev.tocsin.engine.recurrence;

import org.jspecify.annotations.NullMarked;
