package dev.tocsin.engine.catalog.file;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.catalog.OperatorChannel;
import dev.tocsin.contract.catalog.SecretReference;
import dev.tocsin.contract.catalog.SecretReference.SecretPlace;
import dev.tocsin.contract.delivery.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the operators: mail addresses for operator alerts, and channels for notices of incidents.
final class OperatorsReader {

    private static final int MOST = 50;
    private static final Pattern MAILTO = Pattern.compile("mailto:[^@\\s?]+@[^@\\s?]+");
    private static final Pattern MAIL = Pattern.compile("[^@\\s?:]+@[^@\\s?]+");
    private static final Pattern URL = Pattern.compile("https://[^\\s/@\\\\]+(/[^\\s\\\\]*)?");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PATH = Pattern.compile("/\\S.*");

    private static final SequencedMap<String, Channel> CHANNELS = new LinkedHashMap<>();

    static {
        CHANNELS.put("mail", Channel.EMAIL);
        CHANNELS.put("webhook", Channel.WEBHOOK);
        CHANNELS.put("slack", Channel.SLACK);
        CHANNELS.put("pagerduty", Channel.PAGERDUTY);
    }

    private static final List<String> SEVERITIES =
            Stream.of(Severity.values()).map(OperatorsReader::word).toList();

    private final Collection<String> regions;
    private final List<String> alerted = new ArrayList<>();
    private final SequencedMap<String, OperatorChannel> channels = new LinkedHashMap<>();

    /// The address of a channel: either its text, or where the secret text is found.
    private record ChannelAddress(Optional<String> text, Optional<SecretReference> secret) {}

    /// @param alerted `mailto:` addresses
    record Operators(List<String> alerted, List<OperatorChannel> channels) {}

    private OperatorsReader(Collection<String> regions) {
        this.regions = regions;
    }

    /// @param regions the ids of all regions
    static Operators read(List<Value> values, Collection<String> regions) {
        var reader = new OperatorsReader(regions);
        values.forEach(value -> {
            if (value.isBlock()) {
                value.section().ifPresent(reader::channel);
            } else {
                reader.alerted(value);
            }
        });
        if (reader.channels.size() > MOST) {
            values.getLast().refuse("there are at most %d channels".formatted(MOST));
        }
        return new Operators(reader.alerted, List.copyOf(reader.channels.values()));
    }

    private void alerted(Value value) {
        value.text()
                .filter(address -> MAILTO.matcher(address).matches()
                        || value.refuse("\"%s\" is not of the form mailto:name@host".formatted(address)))
                .ifPresent(alerted::add);
    }

    private void channel(Section section) {
        var id = section.required("id", "night").flatMap(value -> value.id().filter(name -> isNew(name, value)));
        var channel = section.required("channel", "pagerduty")
                .flatMap(value -> value.oneOf(CHANNELS.keySet()))
                .map(CHANNELS::get);
        var address = channel.flatMap(of -> address(of, section));
        var signing = channel.filter(of -> of == Channel.WEBHOOK)
                .flatMap(_ -> section.required("secret", "{ env: TICKETS_SECRET }"))
                .flatMap(OperatorsReader::secret);
        var severities = severities(section);
        var concerned = regions(section);
        if (channel.isEmpty()) {
            return;
        }
        section.end();
        id.ifPresent(name -> address.ifPresent(to -> channels.put(
                name,
                new OperatorChannel(
                        name,
                        channel.get(),
                        to.text().orElse(null),
                        to.secret().orElse(null),
                        signing.orElse(null),
                        severities,
                        concerned))));
    }

    private boolean isNew(String id, Value value) {
        return !channels.containsKey(id) || value.refuse("\"%s\" names two channels".formatted(id));
    }

    private static Optional<ChannelAddress> address(Channel channel, Section section) {
        return switch (channel) {
            case EMAIL -> section.required("to", "lead@harbour.example").flatMap(OperatorsReader::mail);
            case WEBHOOK ->
                section.required("url", "\"https://tickets.harbour.example/tocsin\"")
                        .flatMap(value -> value.isBlock() ? ofSecret(value) : url(value));
            case SLACK ->
                section.required("url", "{ file: /run/secrets/slack-url }").flatMap(OperatorsReader::ofSecret);
            case PAGERDUTY -> section.required("key", "{ env: PAGERDUTY_KEY }").flatMap(OperatorsReader::ofSecret);
            case TEAMS, DISCORD, STATUSPAGE, SMS ->
                throw new IllegalArgumentException("operators have no channel " + channel);
        };
    }

    private static Optional<ChannelAddress> mail(Value value) {
        return value.text()
                .filter(text -> MAIL.matcher(text).matches()
                        || value.refuse("\"%s\" is not of the form name@host".formatted(text)))
                .map(OperatorsReader::plain);
    }

    /// A URL that is refused is not repeated, because it may contain a secret.
    private static Optional<ChannelAddress> url(Value value) {
        return value.text()
                .filter(text -> URL.matcher(text).matches()
                        || value.refuse("is not an address such as https://host/path, without a user's name"))
                .map(OperatorsReader::plain);
    }

    private static ChannelAddress plain(String text) {
        return new ChannelAddress(Optional.of(text), Optional.empty());
    }

    private static Optional<ChannelAddress> ofSecret(Value value) {
        return secret(value).map(secret -> new ChannelAddress(Optional.empty(), Optional.of(secret)));
    }

    /// A secret that stands in the file is refused without being repeated.
    private static Optional<SecretReference> secret(Value value) {
        if (!value.isBlock()) {
            return value.wrong("is a secret, which must not stand in the catalog; name an environment variable of"
                    + " notifier-service or a file there: { env: NAME } or { file: /path }");
        }
        return value.section().flatMap(section -> {
            var variable = section.value("env");
            var file = section.value("file");
            section.end();
            if (variable.isPresent() == file.isPresent()) {
                return value.wrong("must have either env or file, such as { env: NAME } or { file: /path }");
            }
            return variable.flatMap(name -> reference(
                            name, SecretPlace.ENVIRONMENT, VARIABLE, "is not the name of an environment variable"))
                    .or(() -> file.flatMap(path -> reference(path, SecretPlace.FILE, PATH, "is not an absolute path")));
        });
    }

    private static Optional<SecretReference> reference(Value value, SecretPlace place, Pattern form, String problem) {
        return value.text()
                .filter(text -> form.matcher(text).matches() || value.refuse(problem))
                .map(text -> new SecretReference(place, text));
    }

    private static List<Severity> severities(Section section) {
        return items(section, "severities", "[major, critical]").stream()
                .flatMap(value -> value.oneOf(SEVERITIES).stream())
                .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
                .distinct()
                .toList();
    }

    private List<String> regions(Section section) {
        return items(section, "regions", "[na]").stream()
                .flatMap(value -> value
                        .text()
                        .filter(region -> regions.contains(region)
                                || value.refuse("there is no region \"%s\"%s"
                                        .formatted(region, Spelling.didYouMean(region, regions))))
                        .stream())
                .distinct()
                .toList();
    }

    private static List<Value> items(Section section, String key, String example) {
        return section.value(key)
                .map(value -> {
                    var items = value.list();
                    if (items.isEmpty() && value.isList()) {
                        value.refuse(
                                "must name at least one, such as %s; without the key, all count".formatted(example));
                    }
                    return items;
                })
                .orElse(List.of());
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
