/// The operators' view of what stands now.
@NullMarked
package dev.tocsin.incident.dashboard;

import org.jspecify.annotations.NullMarked;
