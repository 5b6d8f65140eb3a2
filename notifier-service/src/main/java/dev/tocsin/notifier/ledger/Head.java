package dev.tocsin.notifier.ledger;

/// A ledger at one length: whoever has two of them can tell whether the longer one only went on.
///
/// @param origin the ledger's address, without its scheme
public record Head(String origin, long size, Hash root) {

    /// What is signed: a checkpoint as transparency logs write it (`c2sp.org/tlog-checkpoint`), three lines.
    public String checkpoint() {
        return "%s\n%d\n%s\n".formatted(origin, size, root.base64());
    }
}
