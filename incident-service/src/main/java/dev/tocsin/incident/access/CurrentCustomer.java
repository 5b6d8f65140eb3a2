package dev.tocsin.incident.access;

import java.util.Optional;

/// The customer who sent the request that is being answered.
public interface CurrentCustomer {

    /// Empty for everybody else.
    Optional<CustomerScope> scope();
}
