/// What a body holds, read strictly: what is wrong with it becomes a problem that names the field.
@NullMarked
package dev.tocsin.incident.problem;

import org.jspecify.annotations.NullMarked;
