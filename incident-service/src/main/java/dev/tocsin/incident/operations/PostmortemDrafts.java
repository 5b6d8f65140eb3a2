package dev.tocsin.incident.operations;

import java.util.Optional;

/// The drafts of postmortems, by incident.
public interface PostmortemDrafts {

    Optional<PostmortemDraft> of(String incident);

    /// Saves a draft under the number after its own.
    ///
    /// @param draft with the number of the draft that its author has seen; 0 where there was none
    /// @return false if another draft was saved since, and then nothing is stored
    boolean save(String incident, PostmortemDraft draft);
}
