/// The story of each incident, its latest state, and the part of it that customers may read: `tocsin.incident-events`,
/// `tocsin.incidents` and `tocsin.public-incidents`.
@NullMarked
package dev.tocsin.contract.incident;

import org.jspecify.annotations.NullMarked;
