/// The spool on disk.
@NullMarked
package dev.tocsin.probe.report.file;

import org.jspecify.annotations.NullMarked;
