package dev.tocsin.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A receipt as somebody verifies it who has only `docs/receipts.md`, a JDK and the public key.
final class PlainReceipt {

    private final byte[] entry;
    private final long index;
    private final List<byte[]> proof;
    private final byte[] checkpoint;
    private final byte[] signature;

    private PlainReceipt(byte[] entry, long index, List<byte[]> proof, byte[] checkpoint, byte[] signature) {
        this.entry = entry;
        this.index = index;
        this.proof = proof;
        this.checkpoint = checkpoint;
        this.signature = signature;
    }

    static PlainReceipt of(JsonNode json) {
        var proof = new ArrayList<byte[]>();
        json.get("proof").forEach(hash -> proof.add(Base64.getDecoder().decode(hash.asText())));
        return new PlainReceipt(
                json.get("entry").asText().getBytes(UTF_8),
                json.get("index").asLong(),
                proof,
                json.get("checkpoint").asText().getBytes(UTF_8),
                Base64.getDecoder().decode(json.get("signature").asText()));
    }

    /// It at another place of the ledger.
    PlainReceipt moved(int by) {
        return new PlainReceipt(entry, index + by, proof, checkpoint, signature);
    }

    String entry() {
        return new String(entry, UTF_8);
    }

    /// All that differ from it in one bit of one byte.
    List<PlainReceipt> changed() {
        var all = new ArrayList<PlainReceipt>();
        for (var i = 0; i < entry.length; i++) {
            all.add(new PlainReceipt(changed(entry, i), index, proof, checkpoint, signature));
        }
        for (var i = 0; i < checkpoint.length; i++) {
            all.add(new PlainReceipt(entry, index, proof, changed(checkpoint, i), signature));
        }
        for (var i = 0; i < signature.length; i++) {
            all.add(new PlainReceipt(entry, index, proof, checkpoint, changed(signature, i)));
        }
        for (var hash = 0; hash < proof.size(); hash++) {
            for (var i = 0; i < proof.get(hash).length; i++) {
                var other = new ArrayList<>(proof);
                other.set(hash, changed(proof.get(hash), i));
                all.add(new PlainReceipt(entry, index, other, checkpoint, signature));
            }
        }
        return all;
    }

    private static byte[] changed(byte[] bytes, int at) {
        var changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }

    boolean isGenuine(String pem) {
        try {
            return isSigned(pem) && hasRoot();
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private boolean isSigned(String pem) throws GeneralSecurityException {
        var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        var key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(checkpoint);
        return verifier.verify(signature);
    }

    private boolean hasRoot() throws GeneralSecurityException {
        var lines = new String(checkpoint, UTF_8).lines().toList();
        var at = index;
        var last = Long.parseLong(lines.get(1)) - 1;
        if (at < 0 || at > last) {
            return false;
        }
        var node = sha256(new byte[] {0}, entry);
        for (var neighbour : proof) {
            if (last == 0) {
                return false;
            }
            if (at % 2 == 1 || at == last) {
                node = sha256(new byte[] {1}, neighbour, node);
                while (at % 2 == 0 && at > 0) {
                    at /= 2;
                    last /= 2;
                }
            } else {
                node = sha256(new byte[] {1}, node, neighbour);
            }
            at /= 2;
            last /= 2;
        }
        return last == 0 && Arrays.equals(node, Base64.getDecoder().decode(lines.get(2)));
    }

    private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
