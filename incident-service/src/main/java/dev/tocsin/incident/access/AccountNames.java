package dev.tocsin.incident.access;

import java.util.List;

/// The names of the people who may sign in.
@FunctionalInterface
public interface AccountNames {

    /// In alphabetical order.
    List<String> all();
}
