package dev.tocsin.benchmarks.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// All copies of notices that came to any receiver. Threads may write and read it concurrently.
public final class NoticeCopies {

    private final List<NoticeCopy> copies = new ArrayList<>();
    private final List<String> strange = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /// @return whether no copy of the notice was seen before
    public synchronized boolean see(String notice) {
        return seen.add(notice);
    }

    public synchronized void add(NoticeCopy copy) {
        copies.add(copy);
    }

    /// Adds a received message that cannot be a notice of the run.
    public synchronized void addStrange(String what) {
        strange.add(what);
    }

    /// The copies for these incidents, in the order in which they came.
    public synchronized List<NoticeCopy> of(Set<String> incidents) {
        return copies.stream()
                .filter(copy -> incidents.contains(copy.incident()))
                .toList();
    }

    public synchronized List<String> strange() {
        return List.copyOf(strange);
    }
}
