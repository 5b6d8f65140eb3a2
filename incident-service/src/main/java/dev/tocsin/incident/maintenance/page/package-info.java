/// The pages on which operators see and edit planned work.
@NullMarked
package dev.tocsin.incident.maintenance.page;

import org.jspecify.annotations.NullMarked;
