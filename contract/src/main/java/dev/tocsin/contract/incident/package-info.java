/// The story of each incident, its latest state, and what customers may read of it: `tocsin.incident-events`,
/// `tocsin.incidents` and `tocsin.public-incidents`.
@NullMarked
package dev.tocsin.contract.incident;

import org.jspecify.annotations.NullMarked;
