package dev.tocsin.support.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Who is an operator.
@ConfigMapping(prefix = "tocsin.operator")
public interface OperatorConfig {

    /// The secret that makes its bearer an operator, of at least 16 characters. There is no default. Sessions at `/ops`
    /// end when it changes.
    Optional<String> token();

    /// Whether tokens of other kinds may be shown as bearer, so that one that is not the operator's is nobody's rather
    /// than a wrong one.
    @WithDefault("false")
    boolean otherBearers();

    Attempts attempts();

    /// How often a wrong token may be shown from one address.
    interface Attempts {

        /// After so many wrong tokens from one address none from there is looked at until the window is over.
        @WithDefault("30")
        int most();

        /// How long wrong tokens count.
        @WithDefault("1m")
        Duration window();
    }
}
