package dev.tocsin.support.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// The settings by which operators are recognised.
@ConfigMapping(prefix = "tocsin.operator")
public interface OperatorConfig {

    /// The secret that makes its bearer an operator, of at least 16 characters. There is no default. Sessions at
    /// `/ops` end when it changes.
    Optional<String> token();

    /// Whether bearer tokens of other kinds may be shown. If so, a token that is neither the operator token nor an API
    /// token is ignored rather than counted as wrong.
    @WithDefault("false")
    boolean otherBearers();

    WrongTokenLimit attempts();

    /// The limit on wrong tokens and passwords from one address. Where bearer tokens of other kinds may be shown,
    /// none is counted, because a wrong token cannot be told from these.
    interface WrongTokenLimit {

        /// After this many wrong tokens and passwords from one address, no password and no wrong token from there is
        /// accepted until the window is over. A right token is. Without effect at notifier-service.
        @WithDefault("30")
        int most();

        /// The time for which wrong tokens and passwords count.
        @WithDefault("1m")
        Duration window();
    }
}
