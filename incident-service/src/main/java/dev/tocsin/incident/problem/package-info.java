/// Bodies, read strictly: an error in one becomes a problem that names the field.
@NullMarked
package dev.tocsin.incident.problem;

import org.jspecify.annotations.NullMarked;
