/// Who may sign in, and what each may do.
@NullMarked
package dev.tocsin.incident.access;

import org.jspecify.annotations.NullMarked;
