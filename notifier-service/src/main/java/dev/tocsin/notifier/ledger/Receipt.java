package dev.tocsin.notifier.ledger;

import java.util.List;

/// Proves the outcome of a notice to anyone who has the installation's public key; `docs/receipts.md` says how to
/// verify one.
///
/// @param entry the ledger's last entry of the delivery, byte for byte as it was hashed
/// @param index of the entry in its ledger, from 0
/// @param proof hashes in Base64 that lead from the entry to the root (RFC 9162, section 2.1.3)
/// @param checkpoint three lines: the ledger's address, its number of entries, the root in Base64
/// @param signature Ed25519 over the checkpoint, in Base64
/// @param key the id of the key that signed
public record Receipt(String entry, long index, List<String> proof, String checkpoint, String signature, String key) {

    public Receipt {
        proof = List.copyOf(proof);
    }

    public static Receipt of(String entry, InclusionProof proof, Head head, SigningKey key) {
        return new Receipt(
                entry,
                proof.index(),
                proof.path().stream().map(Hash::base64).toList(),
                head.checkpoint(),
                key.sign(head.checkpoint()),
                key.id());
    }
}
