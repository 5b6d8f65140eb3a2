/// The data folder of a run: its lock, its secrets, its logs, and the file that describes the run.
@NullMarked
package dev.tocsin.standalone.folder;

import org.jspecify.annotations.NullMarked;
