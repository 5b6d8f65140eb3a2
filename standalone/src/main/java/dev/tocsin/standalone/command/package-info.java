/// The commands of `./tocsin`: options in, lines and an exit code out.
@NullMarked
package dev.tocsin.standalone.command;

import org.jspecify.annotations.NullMarked;
