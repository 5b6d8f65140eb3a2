/// The page on which an operator works on one incident.
@NullMarked
package dev.tocsin.incident.desk.page;

import org.jspecify.annotations.NullMarked;
