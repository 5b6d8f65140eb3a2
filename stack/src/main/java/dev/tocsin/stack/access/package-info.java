/// Who may use which door: read from `docs/permissions.md`, and tried.
@NullMarked
package dev.tocsin.stack.access;

import org.jspecify.annotations.NullMarked;
