package dev.tocsin.support.access;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;

/// All tokens that may be shown as a bearer's.
@Singleton
class BearerTokens {

    private final OperatorToken operator;
    private final Instance<TokenSource> others;

    BearerTokens(OperatorToken operator, @Any Instance<TokenSource> others) {
        this.operator = operator;
        this.others = others;
    }

    Optional<TokenHolder> holder(String token) {
        return operator.isShownBy(token)
                ? Optional.of(new TokenHolder(OperatorToken.USER, Role.ADMIN.permissions()))
                : others.stream()
                        .flatMap(source -> source.holder(token).stream())
                        .findFirst();
    }
}
