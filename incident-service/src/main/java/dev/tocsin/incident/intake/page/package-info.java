/// The page on which operators see, announce and take back changes.
@NullMarked
package dev.tocsin.incident.intake.page;

import org.jspecify.annotations.NullMarked;
