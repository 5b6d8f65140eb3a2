/// The subscribers' endpoints, and the same HTTP client without a notifier around it.
@NullMarked
package dev.tocsin.benchmarks.notices.http;

import org.jspecify.annotations.NullMarked;
