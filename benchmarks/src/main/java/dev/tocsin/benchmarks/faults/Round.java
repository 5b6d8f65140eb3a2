package dev.tocsin.benchmarks.faults;

import java.util.List;

/// What one seed came to.
///
/// @param copies that reached the endpoints, with those that they refused
/// @param outages how often a part was killed
/// @param cameToRest whether in the end nothing was left to send
public record Round(long seed, int copies, List<Outage> outages, boolean cameToRest, Audit audit) {

    public boolean isRight() {
        return cameToRest
                && audit.missing().isEmpty()
                && audit.unaffected().isEmpty()
                && audit.disordered().isEmpty()
                && audit.unexplained().isEmpty();
    }

    public String line() {
        return "seed %d: %d killed, %,d affected, %,d copies; missing %d, unaffected %d, out of order %d, doubles %d (unexplained %d)%s"
                .formatted(
                        seed,
                        outages.size(),
                        audit.affected(),
                        copies,
                        audit.missing().size(),
                        audit.unaffected().size(),
                        audit.disordered().size(),
                        audit.doubles(),
                        audit.unexplained().size(),
                        cameToRest ? "" : "; it did not come to rest");
    }
}
