package dev.tocsin.incident.access.oidc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInProviderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login.example.com",
                "ftp://login.example.com/realms/staff",
                "https://login.example.com/realms?name=staff",
                "https://login example.com",
            })
    void anIssuerThatIsNoAddressIsNamedAtTheStart(String issuer) {
        assertThatThrownBy(() -> check(issuer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tocsin.oidc.issuer must be an address");
    }

    @Test
    void anAddressWithAPathIsAnIssuer() {
        assertThatCode(() -> check("https://login.example.com/realms/staff")).doesNotThrowAnyException();
    }

    private static void check(String issuer) {
        new SignInProvider(new SettingsOfIssuer(Optional.of(issuer))).check(new StartupEvent());
    }

    private record SettingsOfIssuer(Optional<String> issuer) implements OidcSettings {

        @Override
        public Optional<String> clientId() {
            return Optional.of("tocsin");
        }

        @Override
        public Optional<String> clientSecret() {
            return Optional.of("secret");
        }

        @Override
        public String name() {
            return "Harbour Login";
        }

        @Override
        public List<String> scopes() {
            return List.of();
        }

        @Override
        public String nameClaim() {
            return "preferred_username";
        }

        @Override
        public Duration idle() {
            return Duration.ofHours(12);
        }

        @Override
        public RoleClaim roles() {
            throw new UnsupportedOperationException("no role is asked for");
        }
    }
}
