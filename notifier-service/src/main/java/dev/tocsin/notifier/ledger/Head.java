package dev.tocsin.notifier.ledger;

/// The head of a ledger at one length. Two heads make it possible to check that the longer ledger only extends the
/// shorter.
///
/// @param origin the ledger's address, without its scheme
public record Head(String origin, long size, Hash root) {

    /// The text that is signed: a checkpoint in the format of transparency logs (`c2sp.org/tlog-checkpoint`), three
    /// lines.
    public String checkpoint() {
        return "%s\n%d\n%s\n".formatted(origin, size, root.base64());
    }
}
