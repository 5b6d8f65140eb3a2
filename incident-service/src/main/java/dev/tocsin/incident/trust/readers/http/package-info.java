/// The endpoints for machines, and the bytes that are kept for them.
@NullMarked
package dev.tocsin.incident.trust.readers.http;

import org.jspecify.annotations.NullMarked;
