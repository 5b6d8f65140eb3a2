package dev.tocsin.notifier.ledger.store;

import dev.tocsin.notifier.ledger.SigningKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The key that signs receipts, and the keys that did so before.
@ApplicationScoped
@Transactional
public class SigningKeys implements PanacheRepositoryBase<LedgerKeyEntity, String> {

    /// A public key by which receipts are verified.
    ///
    /// @param id as receipts name it
    /// @param pem as `openssl` reads it
    public record ReceiptKey(String id, String algorithm, String pem, Instant createdAt) {}

    private final Optional<SigningKey> configured;
    private volatile @Nullable SigningKey current;

    SigningKeys(ReceiptSettings settings) {
        if (settings.privateKey().isPresent() != settings.publicKey().isPresent()) {
            throw new IllegalArgumentException(
                    "tocsin.receipts.private-key and tocsin.receipts.public-key belong together: set both or neither");
        }
        this.configured =
                settings.privateKey().map(key -> read(settings.publicKey().orElseThrow(), key));
    }

    private static SigningKey read(String publicKey, String privateKey) {
        try {
            return SigningKey.ofPem(publicKey, privateKey);
        } catch (IllegalArgumentException _) { // its cause may quote the key
            throw new IllegalArgumentException(
                    "tocsin.receipts.private-key and tocsin.receipts.public-key are not the two halves of an Ed25519 key, as PEM");
        }
    }

    /// Finds a wrong configuration at the start.
    void check(@Observes StartupEvent event) {
        configured.ifPresent(SigningKey::id);
    }

    public SigningKey current() {
        var known = current;
        if (known == null) {
            known = configured.isPresent() ? keep(configured.get()) : kept();
            current = known;
        }
        return known;
    }

    /// The public keys, the newest first.
    public List<ReceiptKey> published() {
        current();
        return listAll(Sort.descending("createdAt").and("id")).stream()
                .map(LedgerKeyEntity::publicKey)
                .toList();
    }

    private SigningKey keep(SigningKey key) {
        insert(key, null);
        return key;
    }

    /// Two instances that make a key at once use the first.
    private SigningKey kept() {
        return ours().or(() -> {
                    var key = SigningKey.random();
                    insert(key, base64(key.privateKey()));
                    return ours();
                })
                .orElseThrow()
                .signingKey();
    }

    private Optional<LedgerKeyEntity> ours() {
        return find("privateKey is not null").firstResultOptional();
    }

    private void insert(SigningKey key, @Nullable String privateKey) {
        getSession()
                .createNativeMutationQuery("""
                        insert into ledger_key (id, public_key, private_key, created_at)
                        values (:id, decode(:publicKey, 'base64'), decode(cast(:privateKey as text), 'base64'), now())
                        on conflict do nothing""")
                .setParameter("id", key.id())
                .setParameter("publicKey", base64(key.publicKey()))
                .setParameter("privateKey", privateKey, String.class)
                .executeUpdate();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
