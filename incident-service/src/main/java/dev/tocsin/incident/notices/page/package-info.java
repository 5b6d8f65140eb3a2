/// The operators' pages of silences, subscribers and notices.
@NullMarked
package dev.tocsin.incident.notices.page;

import org.jspecify.annotations.NullMarked;
