package dev.tocsin.incident.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.incident.access.Admission.Admitted;
import dev.tocsin.incident.access.Admission.WithoutName;
import dev.tocsin.incident.access.Admission.WithoutRole;
import dev.tocsin.support.access.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimRulesTest {

    private static final Map<String, Role> ROLES =
            Map.of("watchers", Role.VIEWER, "on-call", Role.RESPONDER, "leads", Role.ADMIN);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            groups                    | {"name": "jo", "groups": ["watchers"]}                          | VIEWER
            groups                    | {"name": "jo", "groups": ["staff", "on-call", "watchers"]}      | RESPONDER
            groups                    | {"name": "jo", "groups": "staff leads watchers"}                | ADMIN
            realm_access/roles        | {"name": "jo", "realm_access": {"roles": ["leads"]}}            | ADMIN
            https://a.example/roles   | {"name": "jo", "https://a.example/roles": ["on-call"]}          | RESPONDER
            """)
    void theHighestRoleOfTheClaimCounts(String claim, String claims, Role role) throws JsonProcessingException {
        assertThat(admit(claim, claims)).isEqualTo(new Admitted("oidc/jo", role));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"jo\"}",
                "{\"name\": \"jo\", \"groups\": []}",
                "{\"name\": \"jo\", \"groups\": [\"Leads\", \"admin\", 7, {\"leads\": 1}]}",
                "{\"name\": \"jo\", \"groups\": {\"leads\": true}}",
            })
    void whoeverHasNoValueThatMeansARoleDoesNotEnter(String claims) throws JsonProcessingException {
        assertThat(admit("groups", claims)).isEqualTo(new WithoutRole("oidc/jo"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \"\"}",
                "{\"name\": 7}",
                "{\"name\": \"<b>jo</b>\"}",
                "{\"name\": \"jo\\nadmin signed in\"}",
                "{\"name\": \"jo\\u202eoj\"}",
                "{\"name\": \" jo\"}",
            })
    void whoeverHasNoNameThatCanBeShownDoesNotEnter(String claims) throws JsonProcessingException {
        assertThat(admit("groups", claims)).isEqualTo(new WithoutName());
    }

    @Test
    void noNameIsThatOfAnAccountATokenOrTheOperator() throws JsonProcessingException {
        assertThat(admit("groups", "{\"name\": \"operator\", \"groups\": [\"leads\"]}"))
                .isEqualTo(new Admitted("oidc/operator", Role.ADMIN));
        assertThat(Account.isName("oidc/operator")).isFalse();
    }

    private static Admission admit(String rolesClaim, String claims) throws JsonProcessingException {
        return new ClaimRules("name", rolesClaim, ROLES).admit(new ObjectMapper().readTree(claims));
    }
}
