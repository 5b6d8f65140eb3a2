package dev.tocsin.contract.change;

import dev.tocsin.contract.Event;

/// A deploy, patch, migration, flag or configuration change: applied, reverted, and held by Tocsin when a region
/// broke.
public sealed interface ChangeEvent extends Event permits ChangeApplied, ChangeReverted, ChangeHeld {

    /// The change's id, chosen by its sender: 1 to 100 of `A-Z`, `a-z`, `0-9`, `.`, `_`, `-`.
    String change();

    @Override
    default String key() {
        return change();
    }
}
