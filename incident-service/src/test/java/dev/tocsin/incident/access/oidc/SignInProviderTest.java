package dev.tocsin.incident.access.oidc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
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
        var settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(OidcSettings.class)
                .withDefaultValue("tocsin.oidc.issuer", issuer)
                .withDefaultValue("tocsin.oidc.client-id", "tocsin")
                .withDefaultValue("tocsin.oidc.client-secret", "secret")
                .build()
                .getConfigMapping(OidcSettings.class);
        new SignInProvider(settings).check(new StartupEvent());
    }
}
