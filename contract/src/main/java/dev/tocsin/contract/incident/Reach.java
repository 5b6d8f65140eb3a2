package dev.tocsin.contract.incident;

/// The number of customers in the regions of an incident's outages, out of all customers.
///
/// @param customers 0 to `ofCustomers`
/// @param ofCustomers the customers of all regions
public record Reach(long customers, long ofCustomers) {

    /// The share of customers, from 0 to 1; 0 when no region states its customers.
    public double share() {
        return ofCustomers == 0 ? 0 : (double) customers / ofCustomers;
    }
}
