/// The pages of one cell and of one month.
@NullMarked
package dev.tocsin.incident.trust.uptime.page;

import org.jspecify.annotations.NullMarked;
