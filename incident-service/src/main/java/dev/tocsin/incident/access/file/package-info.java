/// The first password as a file.
@NullMarked
package dev.tocsin.incident.access.file;

import org.jspecify.annotations.NullMarked;
