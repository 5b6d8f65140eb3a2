/// Recordings as files: a JSON document a line.
@NullMarked
package dev.tocsin.benchmarks.replay.file;

import org.jspecify.annotations.NullMarked;
