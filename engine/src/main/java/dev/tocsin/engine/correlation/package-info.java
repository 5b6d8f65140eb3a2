/// Which failures are one incident: a pure function from what detection, catalog and changes say to what is told.
@NullMarked
package dev.tocsin.engine.correlation;

import org.jspecify.annotations.NullMarked;
