/// What is told at the doors, kept as bytes and made anew when it is old.
@NullMarked
package dev.tocsin.incident.http;

import org.jspecify.annotations.NullMarked;
