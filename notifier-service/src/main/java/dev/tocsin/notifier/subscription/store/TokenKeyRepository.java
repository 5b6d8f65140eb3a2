package dev.tocsin.notifier.subscription.store;

import dev.tocsin.notifier.subscription.TokenKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.Optional;

@ApplicationScoped
@Transactional
class TokenKeyRepository implements PanacheRepositoryBase<TokenKeyEntity, Boolean> {

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    Optional<TokenKey> find() {
        return findAll().firstResultOptional().map(entity -> new TokenKey(entity.secret()));
    }

    /// All instances get the same key, whichever makes it.
    TokenKey findOrMake() {
        return find().orElseGet(() -> {
            var made = new byte[BYTES];
            random.nextBytes(made);
            getSession()
                    .createNativeMutationQuery("insert into token_key (secret) values (:made) on conflict do nothing")
                    .setParameter("made", made)
                    .executeUpdate();
            return find().orElseThrow();
        });
    }
}
