/// The data folder of a run: whose it is, its secrets, its logs, and the file that says what runs.
@NullMarked
package dev.tocsin.standalone.folder;

import org.jspecify.annotations.NullMarked;
