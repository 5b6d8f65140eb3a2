package dev.tocsin.engine.catalog.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.catalog.OperatorChannel;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.SecretReference;
import dev.tocsin.contract.catalog.SecretReference.SecretPlace;
import dev.tocsin.contract.delivery.Channel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The channels on which operators are notified of incidents.
class OperatorChannelsFileTest {

    private static final String OPERATORS = "operators: [\"mailto:oncall@harbour.example\"]";

    @Test
    void channelsStandBesideTheAddressesForAlerts() {
        var page = page("""
                operators:
                  - mailto:oncall@harbour.example
                  - { id: lead, channel: mail, to: lead@harbour.example }
                  - { id: night, channel: pagerduty, key: { env: PAGERDUTY_KEY }, severities: [major, critical], regions: [na] }
                  - { id: room, channel: slack, url: { file: /run/secrets/slack-url }, severities: [internal] }
                  - id: tickets
                    channel: webhook
                    url: https://tickets.harbour.example/tocsin
                    secret: { env: TICKETS_SECRET }
                  - { id: hidden, channel: webhook, url: { env: HIDDEN_URL }, secret: { file: /run/secrets/hidden } }""");

        assertThat(page.operators()).containsExactly("mailto:oncall@harbour.example");
        assertThat(page.operatorChannels())
                .containsExactly(
                        channel("lead", Channel.EMAIL, "lead@harbour.example", null, null),
                        new OperatorChannel(
                                "night",
                                Channel.PAGERDUTY,
                                null,
                                variable("PAGERDUTY_KEY"),
                                null,
                                List.of(Severity.MAJOR, Severity.CRITICAL),
                                List.of("na")),
                        new OperatorChannel(
                                "room",
                                Channel.SLACK,
                                null,
                                file("/run/secrets/slack-url"),
                                null,
                                List.of(Severity.INTERNAL),
                                List.of()),
                        channel(
                                "tickets",
                                Channel.WEBHOOK,
                                "https://tickets.harbour.example/tocsin",
                                null,
                                variable("TICKETS_SECRET")),
                        channel("hidden", Channel.WEBHOOK, null, variable("HIDDEN_URL"), file("/run/secrets/hidden")));
    }

    @Test
    void aFileWithoutChannelsMeansWhatItMeantBefore() {
        var page = page(OPERATORS);

        assertThat(page.operators()).containsExactly("mailto:oncall@harbour.example");
        assertThat(page.operatorChannels()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ id: a, channel: sms } | operators[1].channel: \"sms\" is not one of mail, webhook, slack, pagerduty",
                "{ channel: mail, to: a@b.example } | operators[1]: \"id\" is missing; for example, write id: night",
                "{ id: A, channel: mail, to: a@b.example } | operators[1].id: \"A\" is not an id: a lower-case letter,"
                        + " then at most 62 of a-z, 0-9 and -",
                "{ id: a, channel: mail } | operators[1]: \"to\" is missing; for example, write to: lead@harbour.example",
                "{ id: a, channel: mail, to: nobody } | operators[1].to: \"nobody\" is not of the form name@host",
                "{ id: a, channel: mail, to: a@b.example, url: x } | operators[1].url: is not known here; the known keys"
                        + " are channel, id, regions, severities, to",
                "{ id: a, channel: pagerduty, key: { env: KEY, file: /key } } | operators[1].key: must have either env or"
                        + " file, such as { env: NAME } or { file: /path }",
                "{ id: a, channel: pagerduty, key: { env: no-name } } | operators[1].key.env: is not the name of an"
                        + " environment variable",
                "{ id: a, channel: slack, url: { file: here } } | operators[1].url.file: is not an absolute path",
                "{ id: a, channel: webhook, url: 'http://h.example/', secret: { env: S } } | operators[1].url: is not an"
                        + " address such as https://host/path, without a user's name",
                "{ id: a, channel: webhook, url: 'https://h.example/' } | operators[1]: \"secret\" is missing; for"
                        + " example, write secret: { env: TICKETS_SECRET }",
                "{ id: a, channel: mail, to: a@b.example, severities: [hgih] } | operators[1].severities[1]: \"hgih\" is"
                        + " not one of internal, minor, major, critical",
                "{ id: a, channel: mail, to: a@b.example, regions: [] } | operators[1].regions: must name at least one,"
                        + " such as [na]; without the key, all count",
                "{ id: a, channel: mail, to: a@b.example, regions: [us] } | operators[1].regions[1]: there is no region"
                        + " \"us\""
            },
            quoteCharacter = '`')
    void aProblemNamesThePlaceAndWhatWouldBeRight(String channel, String problem) {
        assertThat(Harbour.problems(Harbour.with(OPERATORS, "operators: [%s]".formatted(channel))))
                .contains(problem);
    }

    @Test
    void aSecretInTheFileIsRefusedAndNotRepeated() {
        var problems =
                Harbour.problems(Harbour.with(OPERATORS, "operators: [{ id: a, channel: pagerduty, key: hushhush }]"));

        assertThat(problems)
                .contains("operators[1].key: is a secret, which must not stand in the catalog")
                .doesNotContain("hushhush");
    }

    @Test
    void twoChannelsHaveTwoIds() {
        var twice = "operators: [{ id: a, channel: mail, to: a@b.example }, { id: a, channel: mail, to: c@b.example }]";

        assertThat(Harbour.problems(Harbour.with(OPERATORS, twice)))
                .contains("operators[2].id: \"a\" names two channels");
    }

    private static PageDefined page(String operators) {
        return Harbour.catalog(Harbour.with(OPERATORS, operators)).page().orElseThrow();
    }

    private static OperatorChannel channel(
            String id,
            Channel channel,
            @Nullable String address,
            @Nullable SecretReference secretAddress,
            @Nullable SecretReference signingSecret) {
        return new OperatorChannel(id, channel, address, secretAddress, signingSecret, List.of(), List.of());
    }

    private static SecretReference variable(String name) {
        return new SecretReference(SecretPlace.ENVIRONMENT, name);
    }

    private static SecretReference file(String path) {
        return new SecretReference(SecretPlace.FILE, path);
    }
}
