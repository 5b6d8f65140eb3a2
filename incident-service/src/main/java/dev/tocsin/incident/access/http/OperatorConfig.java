package dev.tocsin.incident.access.http;

import dev.tocsin.incident.access.OperatorToken;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Size;
import java.time.Duration;

/// Who is an operator.
@ConfigMapping(prefix = "tocsin.operator")
public interface OperatorConfig {

    /// The secret that makes its bearer an operator. Sessions at `/ops` end when it changes.
    @Size(min = OperatorToken.LEAST_LENGTH, message = "must be at least {min} characters long")
    String token();

    Attempts attempts();

    /// How often a wrong token may be shown from one address.
    interface Attempts {

        @WithDefault("30")
        int most();

        @WithDefault("1m")
        Duration window();
    }
}
