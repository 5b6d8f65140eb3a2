/// What still tells the truth when everything behind it is dead: the trust page as plain files, each with its time.
@NullMarked
package dev.tocsin.incident.snapshot;

import org.jspecify.annotations.NullMarked;
