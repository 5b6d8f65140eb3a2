/// The page that explains to operators why a cell was part of an incident, or of none.
@NullMarked
package dev.tocsin.incident.trace.page;

import org.jspecify.annotations.NullMarked;
