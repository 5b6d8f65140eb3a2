package dev.tocsin.incident.lifecycle;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.lifecycle.UpdateTemplate;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.Views;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UpdateTemplateTest {

    @Test
    void componentsAreNamedInTheirOrderAndInternalOnesAreNot() {
        var outage = Harbour.cacheOutage(4, IncidentState.IDENTIFIED, NOON);
        var catalog = Views.atNoon().catalog();

        assertThat(Arrays.stream(UpdateTemplate.values()).map(template -> template.fill(outage, catalog)))
                .containsExactly(
                        "We are investigating a problem in North America that affects Log in and API. We will post more soon.",
                        "We have found the cause of the problem in North America and are working on a fix for Log in and API.",
                        "A fix is in place in North America. We are monitoring Log in and API.",
                        "Log in and API are back to normal in North America. We are sorry for the disruption.");
    }
}
