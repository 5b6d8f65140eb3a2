package dev.tocsin.notifier.operator.http;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

@ConfigMapping(prefix = "tocsin.operator")
interface OperatorSettings {

    /// With which operators sign in, as bearer; at least 16 characters. There is no default.
    Optional<String> token();
}
