package dev.tocsin.notifier.subscription.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.TokenKey;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The keys of derived tokens: the key that is configured or was made, and those before it.
@ApplicationScoped
class TokenKeys {

    private static final int LEAST = 16;

    private final Optional<TokenKey> configured;
    private final List<TokenKey> old;
    private final TokenKeyRepository repository;
    private volatile @Nullable TokenKey made;

    TokenKeys(TokenSettings settings, TokenKeyRepository repository) {
        this.configured = settings.key().map(key -> key("tocsin.tokens.key", key));
        this.old = settings.oldKeys().orElse(List.of()).stream()
                .map(key -> key("tocsin.tokens.old-keys", key))
                .toList();
        this.repository = repository;
    }

    /// A service whose key is too short does not start.
    void checkAtStart(@Observes StartupEvent event) {}

    private static TokenKey key(String name, String text) {
        if (text.length() < LEAST) {
            throw new IllegalArgumentException("a key in %s must have at least %d characters".formatted(name, LEAST));
        }
        return new TokenKey(text.getBytes(UTF_8));
    }

    Token token(String subscription, Purpose purpose) {
        return configured.orElseGet(this::findOrMake).token(subscription, purpose);
    }

    Optional<String> subscription(Token token, Purpose purpose) {
        return Stream.of(configured.stream(), old.stream(), made().stream())
                .flatMap(keys -> keys)
                .flatMap(key -> key.subscription(token, purpose).stream())
                .findFirst();
    }

    private TokenKey findOrMake() {
        var known = made;
        if (known == null) {
            known = repository.findOrMake();
            made = known;
        }
        return known;
    }

    /// The key that was made, if one ever was, even where another is configured.
    private Optional<TokenKey> made() {
        if (made == null) {
            made = repository.find().orElse(null);
        }
        return Optional.ofNullable(made);
    }
}
