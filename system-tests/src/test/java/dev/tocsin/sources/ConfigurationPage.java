package dev.tocsin.sources;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// `docs/configuration.md`: each key of ours with its default and its meaning.
final class ConfigurationPage {

    private static final String HEAD = """
            # Configuration

            Every key of Tocsin's own, by service. A key is set in the environment (`TOCSIN_CATALOG_FILE` for \
            `tocsin.catalog.file`), as a
            system property, or in `config/application.properties` beside the service. What Quarkus, SmallRye and Kafka \
            can be told besides
            stands in their own guides; the values that Tocsin gives them are in each service's `application.properties`.

            This page is generated from the sources: `mvn -pl system-tests -am test -Dtest=ConfigurationPageTest \
            -Dgolden=write -Dsurefire.failIfNoSpecifiedTests=false`.
            """;

    private ConfigurationPage() {}

    /// @param settings by module
    static String of(Map<String, List<Setting>> settings) {
        return HEAD
                + settings.entrySet().stream()
                        .filter(module -> !module.getValue().isEmpty())
                        .map(module -> section(module.getKey(), module.getValue()))
                        .collect(Collectors.joining());
    }

    private static String section(String module, List<Setting> settings) {
        var title = module.equals("service-support") ? "All services" : module;
        return "\n## %s\n\n| key | default | meaning |\n| --- | --- | --- |\n".formatted(title)
                + settings.stream().map(ConfigurationPage::row).collect(Collectors.joining());
    }

    private static String row(Setting setting) {
        return "| `%s` | %s | %s |\n".formatted(setting.key(), fallback(setting), meaning(setting));
    }

    private static String fallback(Setting setting) {
        if (setting.fallback() == null) {
            return setting.optional() ? "" : "must be set";
        }
        return "`%s`".formatted(Objects.requireNonNull(setting.fallback()).replace("|", "\\|"));
    }

    private static String meaning(Setting setting) {
        var meaning = setting.meaning().replace("|", "\\|");
        return switch (setting.type()) {
            case "boolean", "Boolean" -> meaning + " (`true` or `false`)";
            case String type when type.startsWith("list of ") -> meaning + " A list, separated by commas.";
            case String _ -> meaning;
        };
    }
}
