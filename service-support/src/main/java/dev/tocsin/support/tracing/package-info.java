/// One trace from a probe's observation to the mail: the W3C trace context of records, and the spans of our own steps.
@NullMarked
package dev.tocsin.support.tracing;

import org.jspecify.annotations.NullMarked;
