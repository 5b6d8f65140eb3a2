/// Figures as bytes, for the state of the stream and for the database.
@NullMarked
package dev.tocsin.incident.trust.figures.form;

import org.jspecify.annotations.NullMarked;
