package dev.tocsin.standalone.folder;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/// The settings by which a service that `mvn quarkus:dev` starts finds the run beside it: a file for each service,
/// which its `dev` profile reads. The files hold passwords.
public record DevelopmentSettings(Path folder) {

    /// Above the service's `application.properties`, below the environment.
    private static final String ORDINAL = "275";

    public void write(String service, Map<String, String> settings) {
        var properties = new Properties();
        properties.putAll(settings);
        properties.put("config_ordinal", ORDINAL);
        var text = new StringWriter();
        try {
            properties.store(text, "Written by ./tocsin up for mvn quarkus:dev");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SecretFiles.write(file(service), text.toString().stripTrailing());
    }

    Path file(String service) {
        return folder.resolve(service + ".properties");
    }
}
