package dev.tocsin.notifier.subscription.store;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// The keys from which the links to unsubscribe are derived.
@ConfigMapping(prefix = "tocsin.tokens")
interface TokenSettings {

    /// The key from which the links to unsubscribe are derived: at least 16 characters, the same on all instances.
    /// Without it a key is made, and kept in the database.
    Optional<String> key();

    /// Keys that were `key` before: the links derived from them still work.
    Optional<List<String>> oldKeys();
}
