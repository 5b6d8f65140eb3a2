package dev.tocsin.engine.catalog.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.tocsin.contract.Json;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// The editor's schema and the reader agree on the form of a file; what refers to what, only the reader knows.
class CatalogSchemaTest {

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Objects.requireNonNull(CatalogSchemaTest.class.getResourceAsStream("catalog.schema.json")));

    @Test
    void theSampleIsValidByBoth() {
        assertThat(bySchema(Harbour.YAML)).isEmpty();
        assertThat(byReader(Harbour.YAML)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every: 1m | every: 250ms | true",
                "every: 1m | every: 1 m | false",
                "every: 1m | every: 60 | false",
                "every: 1m | confirmations: 10 | true",
                "every: 1m | confirmations: 11 | false",
                "every: 1m | from: [] | false",
                "every: 1m | slow-after: 300ms | true",
                "every: 1m | evry: 1m | false",
                "status: 200 | status: 600 | false",
                "status: 200 | status: [200, 204] | true",
                "status: 200 | follow-redirects: 3 | true",
                "status: 200 | verify-certificate: maybe | false",
                "method: POST | method: post | false",
                "days-left: 14 | days-left: -1 | false",
                "'type: A, answer-any-of: [192.0.2.10, 192.0.2.11]' | type: AAAA | true",
                "type: A | type: HINFO | false",
                "'type: A, answer-any-of: [192.0.2.10, 192.0.2.11]' | type: CAA | true",
                "status: 200 | 'status: 200, read-body: true, ip: 6' | true",
                "status: 200 | 'status: 200, ip: 5' | false",
                "status: 200 | 'status: 200, proxy: \"http://one:3128\"' | true",
                "status: 200 | 'status: 200, proxy: \"${PROXY}\"' | true",
                "status: 200 | 'status: 200, proxy: one:3128' | false",
                "status: 200 | 'status: 200, trust: a.pem, client-certificate: b.pem, client-key: c.pem' | true",
                "days-left: 14 | 'days-left: 14, proxy: direct, client-certificate: b.pem' | true",
                "'port: \"{port}\"' | 'port: \"{port}\", ip: 4' | true",
                "'operators:' | 'x-any: { a: b }\noperators:' | true",
                "'operators:' | 'y-any: { a: b }\noperators:' | false",
                "'operators: [' | 'operators: [{ id: a, channel: mail, to: a@b.example, regions: [na] }, ' | true",
                "'operators: [' | 'operators: [{ id: a, channel: mail, to: mailto:a@b.example }, ' | false",
                "'operators: [' | 'operators: [{ id: a, channel: sms, to: a@b.example }, ' | false",
                "'operators: [' | 'operators: [{ id: a, channel: mail, to: a@b.example, key: { env: A } }, ' | false",
                "'operators: [' | 'operators: [{ id: a, channel: slack, url: { file: /a } }, ' | true",
                "'operators: [' | 'operators: [{ id: a, channel: slack, url: \"https://a.example/\" }, ' | false",
                "'operators: [' | 'operators: [{ id: a, channel: pagerduty, key: { env: A } }, ' | true",
                "'operators: [' | 'operators: [{ id: a, channel: pagerduty, key: { env: A, file: /a } }, ' | false",
                "'operators: [' | 'operators: [{ id: a, channel: pagerduty, key: { env: A }, severities: [huge] }, ' | false",
                "'operators: [' | 'operators: [{ id: a, channel: webhook, url: \"https://a.example\", secret: { env: A } }, ' | true",
                "'operators: [' | 'operators: [{ id: a, channel: webhook, url: { env: B }, secret: { env: A } }, ' | true",
                "'operators: [' | 'operators: [{ id: a, channel: webhook, url: \"https://a.example\" }, ' | false",
                "'operators: [' | 'operators: [{ channel: mail, to: a@b.example }, ' | false",
                "'maintenance:' | '  nightly: { of: cache, heartbeat: { every: 24h } }\nmaintenance:' | true",
                "'maintenance:' | '  nightly: { of: cache, heartbeat: { every: 24h, grace: 0s, longest: 30m, rotation: 2 } }\nmaintenance:' | true",
                "'maintenance:' | '  nightly: { of: cache, heartbeat: { grace: 1h } }\nmaintenance:' | false",
                "'maintenance:' | '  nightly: { of: cache, heartbeat: { every: 24h, grace: -1h } }\nmaintenance:' | false",
                "'maintenance:' | '  nightly: { of: cache, heartbeat: { every: 24h, rotation: 0 } }\nmaintenance:' | false",
                "'maintenance:' | '  nightly: { of: cache, heartbeat: { every: 24h, gracee: 1h } }\nmaintenance:' | false",
                "'maintenance:' | '  nightly: { of: cache, every: 1h, heartbeat: { every: 24h } }\nmaintenance:' | false",
                "'time-zone: Etc/UTC' | 'accent: { light: \"#0b5cad\", dark: \"#7DB4FF\" }' | true",
                "'time-zone: Etc/UTC' | 'accent: { light: \"#0b5cad\" }' | false",
                "'time-zone: Etc/UTC' | 'accent: { light: blue, dark: \"#7db4ff\" }' | false",
                "'time-zone: Etc/UTC' | 'accent: { light: \"#0b5cad\", dark: \"#7db4ff\", grey: \"#777777\" }' | false",
                "'time-zone: Etc/UTC' | 'links: [{ text: Imprint, to: \"https://harbour.example/imprint\" }]' | true",
                "'time-zone: Etc/UTC' | 'links: [{ text: Help, to: \"mailto:help@harbour.example\" }]' | true",
                "'time-zone: Etc/UTC' | 'links: [{ text: Help, to: \"http://harbour.example\" }]' | false",
                "'time-zone: Etc/UTC' | 'links: [{ text: Help, to: \"javascript:alert(1)\" }]' | false",
                "'time-zone: Etc/UTC' | 'links: [{ text: Help }]' | false",
                "public: false | public: nope | false",
                "weight: high | weight: huge | false",
                "weight: high | 'weight: high, objective: 99.95' | true",
                "weight: high | 'weight: high, objective: 100' | false",
                "weight: high | 'weight: high, objective: most' | false",
                "customers: 12000 | customers: -1 | false",
                "customers: 12000 | customers: 1.5 | false",
                "'[50.1, 8.7]' | '[91, 8.7]' | false",
                "'[50.1, 8.7]' | '[50, 8]' | true",
                "name: Europe | name: ' ' | false",
                "group: Platform | about: What is quick | true",
                "'cache: { name' | 'Cache: { name' | false",
                "lasts: 2h | lasts: 2 | false",
                "starts: 2026-11-29T02:00 | starts: tomorrow | false",
                "FREQ=WEEKLY | FREQ=SOMETIMES | false",
                "FREQ=WEEKLY;BYDAY=SU | 'rrule:byday=su;freq=Weekly;' | true",
                "'cells: [cache@na]' | 'cells: [cache]' | false",
                "'cells: [cache@na]' | 'cells: []' | false",
                "' patching:' | ' patching-of-all-that-has-to-be-patched-every-week:' | false",
                "'  correlation:' | '  corelation:' | false",
                "'port: \"{port}\"' | port: 6379 | true",
                "'port: \"{port}\"' | port: 0 | false"
            })
    void theySayTheSameOf(String part, String instead, boolean valid) {
        var file = Harbour.with(part, instead);

        assertThat(bySchema(file).isEmpty()).as("by the schema").isEqualTo(valid);
        assertThat(byReader(file)).as("by the reader").isEqualTo(valid);
    }

    private static Set<ValidationMessage> bySchema(String yaml) {
        var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
        return SCHEMA.validate(Json.mapper().valueToTree(new Load(settings).loadFromString(yaml)));
    }

    private static boolean byReader(String yaml) {
        return CatalogFile.read(yaml.getBytes(UTF_8)) instanceof Valid;
    }
}
