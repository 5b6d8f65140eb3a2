/// Clients that load the page or follow its stream.
@NullMarked
package dev.tocsin.benchmarks.web.http;

import org.jspecify.annotations.NullMarked;
