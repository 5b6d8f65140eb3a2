package dev.tocsin.contract.catalog;

/// The interval of a check, and the rules by which its answers become a vote.
///
/// @param everyMillis the time between two starts; at least 250
/// @param timeoutMillis for one ask, never above `everyMillis`
/// @param slowAfterMillis a correct answer that took longer is `slow`; `timeoutMillis` or more turns that off
/// @param confirmations equal results in a row that change a vote; 1 to 10
/// @param voteLifeMillis how long a vote lives after its latest event
public record CheckTiming(
        long everyMillis, long timeoutMillis, long slowAfterMillis, int confirmations, long voteLifeMillis) {}
