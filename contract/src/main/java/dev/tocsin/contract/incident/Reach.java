package dev.tocsin.contract.incident;

/// How many customers are in the regions of an incident's outages, out of how many.
///
/// @param customers 0 to `ofCustomers`
/// @param ofCustomers of all regions
public record Reach(long customers, long ofCustomers) {

    /// From 0 to 1; 0 where no region states its customers.
    public double share() {
        return ofCustomers == 0 ? 0 : (double) customers / ofCustomers;
    }
}
