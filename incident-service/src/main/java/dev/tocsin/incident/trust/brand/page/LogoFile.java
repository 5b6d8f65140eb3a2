package dev.tocsin.incident.trust.brand.page;

import dev.tocsin.incident.trust.brand.Logo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the logo when the service starts, which fails where the file is not right.
final class LogoFile {

    private static final int MOST_READ = 1_000_000;

    private LogoFile() {}

    /// @throws IllegalStateException that names the key, the file and what is wrong with it
    static Logo read(Path path) {
        try (var file = Files.newInputStream(path)) {
            return Logo.of(file.readNBytes(MOST_READ));
        } catch (IOException e) {
            throw new IllegalStateException("tocsin.page.logo: %s cannot be read".formatted(path), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("tocsin.page.logo: %s %s".formatted(path, e.getMessage()), e);
        }
    }
}
