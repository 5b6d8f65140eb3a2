/// The supervisor: starts parts in the order of their needs, restarts those that die, and stops all.
@NullMarked
package dev.tocsin.standalone.part;

import org.jspecify.annotations.NullMarked;
