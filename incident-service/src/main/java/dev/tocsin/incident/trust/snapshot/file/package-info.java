/// The folder into which a snapshot is written.
@NullMarked
package dev.tocsin.incident.trust.snapshot.file;

import org.jspecify.annotations.NullMarked;
