/// Third-party programs: the client that makes the load, and the judge of pages.
@NullMarked
package dev.tocsin.benchmarks.web.process;

import org.jspecify.annotations.NullMarked;
