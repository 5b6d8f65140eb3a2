/// PostgreSQL for all features of this service: sessions for readers, and values as documents.
@NullMarked
package dev.tocsin.incident.postgres;

import org.jspecify.annotations.NullMarked;
