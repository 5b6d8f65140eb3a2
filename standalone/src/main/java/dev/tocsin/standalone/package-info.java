/// Everything on one machine behind `./tocsin up`: the commands and the run that they start, look at and stop.
@NullMarked
package dev.tocsin.standalone;

import org.jspecify.annotations.NullMarked;
