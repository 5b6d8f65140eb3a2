/// Qute: how pages write values, and the fragments and patches that they share.
@NullMarked
package dev.tocsin.incident.html;

import org.jspecify.annotations.NullMarked;
