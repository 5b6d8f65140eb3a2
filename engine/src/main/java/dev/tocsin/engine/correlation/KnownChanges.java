package dev.tocsin.engine.correlation;

import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeReverted;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// Changes that may be to blame, by id, and the record of their kinds.
public record KnownChanges(PSortedMap<String, KnownChange> byId, ChangeRecord record) {

    static final KnownChanges NONE = new KnownChanges(TreePMap.empty(), ChangeRecord.NOTHING);

    public Collection<KnownChange> all() {
        return byId.values();
    }

    public KnownChanges with(ChangeApplied applied) {
        var known = byId.get(applied.change());
        return with(known == null ? KnownChange.of(applied) : known.appliedAgain(applied));
    }

    /// Ignores the revert of an unknown change, because there is nothing to suspect.
    public KnownChanges with(ChangeReverted reverted) {
        var known = byId.get(reverted.change());
        return known == null ? this : with(known.reverted(reverted.time()));
    }

    public KnownChanges with(KnownChange change) {
        return new KnownChanges(byId.plus(change.applied().change(), change), record);
    }

    public KnownChanges blamed(String incident, Set<String> changes) {
        var next = byId;
        for (var change : byId.values()) {
            var id = change.applied().change();
            next = next.plus(id, change.blamed(incident, changes.contains(id)));
        }
        return new KnownChanges(next, record);
    }

    /// Without the changes that were neither applied nor reverted since `time`; their outcome goes into the record.
    public KnownChanges since(Instant time) {
        var old = byId.values().stream()
                .filter(change -> change.lastTouched().isBefore(time))
                .map(change -> change.applied().change())
                .toList();
        return old.isEmpty()
                ? this
                : new KnownChanges(
                        byId.minusAll(old),
                        record.with(old.stream().map(byId::get).toList()));
    }
}
