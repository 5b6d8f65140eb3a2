/// A real PostgreSQL server in a process of its own.
@NullMarked
package dev.tocsin.stack.postgres;

import org.jspecify.annotations.NullMarked;
