/// The page on which an operator works on one incident.
@NullMarked
package dev.tocsin.incident.operations.page;

import org.jspecify.annotations.NullMarked;
