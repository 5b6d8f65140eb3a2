package dev.tocsin.incident.access;

import java.util.List;

/// The names of the people who may sign in as operators, to whom incidents are assigned. Customers are not among them.
@FunctionalInterface
public interface AccountNames {

    /// In alphabetical order.
    List<String> ofOperators();
}
