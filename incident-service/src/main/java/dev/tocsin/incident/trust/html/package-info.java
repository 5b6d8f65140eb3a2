/// Qute: how pages write values, and the fragments and patches that they share.
@NullMarked
package dev.tocsin.incident.trust.html;

import org.jspecify.annotations.NullMarked;
