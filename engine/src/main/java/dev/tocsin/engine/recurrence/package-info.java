/// Whether an incident is one of many: what the incidents on one component within five months have in common.
@NullMarked
package dev.tocsin.engine.recurrence;

import org.jspecify.annotations.NullMarked;
