/// The story of each incident, and its latest state: `tocsin.incident-events` and `tocsin.incidents`.
@NullMarked
package dev.tocsin.contract.incident;

import org.jspecify.annotations.NullMarked;
