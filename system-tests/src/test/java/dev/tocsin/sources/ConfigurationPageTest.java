package dev.tocsin.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    private static final String SUPPORT = "service-support";
    private static final Path PAGE = Sources.HOME.resolve("docs/configuration.md");

    private static final Pattern SET_BY_NAME = Pattern.compile("TOCSIN_[A-Z_]+");

    private static final Map<String, List<Setting>> SETTINGS = read();

    @Test
    void thePageListsEveryKeyAsTheSourcesHaveIt() throws IOException {
        var page = ConfigurationPage.of(SETTINGS);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(page)
                .as("docs/configuration.md is out of date; -Dgolden=write writes it anew")
                .isEqualTo(Sources.read(PAGE));
    }

    @Test
    void everyKeySaysWhatItIsFor() {
        assertThat(SETTINGS.values().stream().flatMap(List::stream))
                .as("keys without /// above their method, or # above them in application.properties")
                .filteredOn(setting -> setting.meaning().isBlank())
                .extracting(Setting::key)
                .isEmpty();
    }

    /// Else the environment of containers would set what nobody reads.
    @Test
    void whatContainersSetIsAKeyOfOurs() {
        var keys = SETTINGS.values().stream()
                .flatMap(List::stream)
                .map(key -> key.key().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
                .toList();

        assertThat(SET_BY_NAME
                        .matcher(Sources.read(Sources.HOME.resolve("docker-compose.yml")))
                        .results()
                        .map(found -> found.group())
                        .filter(name -> !name.startsWith("TOCSIN_SAMPLE_"))
                        .distinct())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(keys).contains(name));
    }

    private static Map<String, List<Setting>> read() {
        var ofAll = SettingsReader.settings(SUPPORT);
        var settings = new LinkedHashMap<String, List<Setting>>();
        settings.put(SUPPORT, ofAll);
        Sources.SERVICES.forEach(service -> settings.put(
                service,
                SettingsReader.settings(service).stream()
                        .flatMap(setting -> ownOf(setting, ofAll).stream())
                        .toList()));
        return settings;
    }

    /// Nothing when the service has a key as all services have it.
    private static Optional<Setting> ownOf(Setting setting, List<Setting> ofAll) {
        return ofAll.stream()
                .filter(shared -> shared.key().equals(setting.key()))
                .findFirst()
                .map(shared -> Optional.of(setting.withMeaning(shared.meaning()))
                        .filter(own -> own.fallback() != null && !own.fallback().equals(shared.fallback())))
                .orElse(Optional.of(setting));
    }
}
